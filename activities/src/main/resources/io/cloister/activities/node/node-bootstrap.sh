#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes a Kubernetes node of this machine (docs/nodes.md): software through the proxy, then kubeadm. The first control-plane
# node to claim control-plane/leader in Vault founds the cluster; all others join it.
set -euo pipefail
umask 077
# shellcheck source=../cloudinit/vault.sh
. "${CLOISTER_LIBRARY:-/usr/local/lib/cloister/vault.sh}"

readonly WORK=/run/cloister # in memory
readonly PKI=/etc/kubernetes/pki
readonly CLAIM_SECONDS=1200 # longer than kubeadm init ever takes, so that only a dead holder loses its claim
readonly PROXY_ENV=/etc/cloister/proxy.env
PROXY='' PROXY_LOGIN='' CLAIM_VERSION=''
export DEBIAN_FRONTEND=noninteractive

apt() { apt-get --quiet --quiet -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"; }

# Not by systemd's Environment=, which everybody may read; and never exported here: kubeadm would copy it into the manifests.
write_proxy_settings() {
    PROXY_LOGIN=$(printf '%s\0' "$PROXY" "$PROXY_USER" "$PROXY_PASSWORD" | python3 -c '
import sys, urllib.parse as u
url, user, password = sys.stdin.read().split("\0")[:3]
print(url.replace("://", "://%s:%s@" % (u.quote(user, ""), u.quote(password, "")), 1))')
    local no_proxy name service
    no_proxy="$(setting noProxy),$HOST_NAME,$NODE_ADDRESS"
    for name in http_proxy https_proxy HTTP_PROXY HTTPS_PROXY; do
        printf '%s=%s\n' "$name" "$PROXY_LOGIN"
    done >"$PROXY_ENV"
    printf 'no_proxy=%s\nNO_PROXY=%s\n' "$no_proxy" "$no_proxy" >>"$PROXY_ENV"
    sed "s/=\(.*\)/='\1'/; s/^/export /" "$PROXY_ENV" >/etc/profile.d/cloister-proxy.sh
    chgrp sudo /etc/profile.d/cloister-proxy.sh && chmod 0640 /etc/profile.d/cloister-proxy.sh
    printf 'Acquire::http::Proxy "%s";\nAcquire::https::Proxy "%s";\n' "$PROXY_LOGIN" "$PROXY_LOGIN" \
        >/etc/apt/apt.conf.d/90cloister-proxy
    for service in containerd kubelet; do
        install -d -m 0755 "/etc/systemd/system/$service.service.d"
        printf '[Service]\nEnvironmentFile=%s\n' "$PROXY_ENV" >"/etc/systemd/system/$service.service.d/http-proxy.conf"
    done
}

# fetch URL [curl option]...: through the proxy, if there is one
fetch() {
    curl --silent --location --max-time 120 \
        --config <([[ -z $PROXY_LOGIN ]] || printf 'proxy = "%s"\n' "$PROXY_LOGIN") "${@:2}" "$1"
}

await_proxy() {
    PROXY=$(setting proxyUrl)
    [[ -n $PROXY ]] || return 0
    report waiting-for-secrets "waiting for the proxy's credentials in Vault"
    local status why
    while :; do
        await_proxy_credentials
        write_proxy_settings
        status=$(fetch https://pkgs.k8s.io/ --output /dev/null --write-out '%{http_connect}') || true
        case $status in
            200) return ;;
            407) why="the proxy $PROXY refuses the credentials of Vault's proxy secret (407)" ;;
            403) why="the proxy $PROXY refuses pkgs.k8s.io (403): is it among the allowed domains?" ;;
            000 | '') why="the proxy $PROXY does not answer" ;;
            *) why="the proxy $PROXY cannot reach pkgs.k8s.io ($status)" ;;
        esac
        report waiting-for-proxy "$why"
        sleep "$RETRY_SECONDS"
    done
}

# add_repository NAME KEY-URL SOURCE: apt takes the key as it is, in ASCII
add_repository() {
    local key="/etc/apt/keyrings/$1.asc" list="/etc/apt/sources.list.d/$1.list"
    install -d -m 0755 /etc/apt/keyrings && fetch "$2" --fail --output "$key" &&
        echo "deb [signed-by=$key] $3" >"$list" && chmod 0644 "$key" "$list"
}

install_software() {
    local version runtime=containerd
    version=$(setting kubernetesVersion) && version=${version#v}
    apt update || return 1
    # Kubernetes 1.36 and later need containerd 2; where Ubuntu has an older one, Docker's repository has it.
    if ! apt-cache policy containerd | grep -q 'Candidate: 2'; then
        local docker=https://download.docker.com/linux/ubuntu
        add_repository docker "$docker/gpg" "$docker $(lsb_release --short --codename) stable" || return 1
        runtime=containerd.io
    fi
    local packages="https://pkgs.k8s.io/core:/stable:/v${version%.*}/deb"
    add_repository kubernetes "$packages/Release.key" "$packages/ /" || return 1
    apt update && apt install --yes "$runtime" conntrack ethtool iptables socat \
        "kubelet=$version-*" "kubeadm=$version-*" "kubectl=$version-*" && apt-mark hold kubelet kubeadm kubectl "$runtime"
}

prepare_machine() {
    swapoff --all
    printf 'overlay\nbr_netfilter\n' >/etc/modules-load.d/cloister.conf
    modprobe overlay && modprobe br_netfilter
    printf '%s = 1\n' net.ipv4.ip_forward net.bridge.bridge-nf-call-iptables net.bridge.bridge-nf-call-ip6tables \
        >/etc/sysctl.d/90-cloister.conf
    sysctl --quiet --system
    install -d -m 0755 /etc/containerd
    containerd config default | sed 's/SystemdCgroup = false/SystemdCgroup = true/' >/etc/containerd/config.toml
    # Pods' packets come through PREROUTING, the machine's own do not: no pod gets this machine's identity.
    cat >/etc/systemd/system/cloister-metadata-guard.service <<'UNIT'
[Unit]
Description=Keeps pods from instance metadata and the wire server
Before=kubelet.service
[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/usr/sbin/iptables -w -t raw -I PREROUTING -d 169.254.169.254/32 -j DROP
ExecStart=/usr/sbin/iptables -w -t raw -I PREROUTING -d 168.63.129.16/32 -p tcp -m multiport --dports 80,443,32526 -j DROP
[Install]
WantedBy=multi-user.target
UNIT
    systemctl daemon-reload
    systemctl enable --quiet --now cloister-metadata-guard
    systemctl restart containerd
    systemctl enable --quiet kubelet
}

# map_api_server ADDRESS: an internal load balancer does not lead a machine back to itself, so that a control-plane node must
# not use it for its own API server.
map_api_server() {
    sed --in-place '/ # cloister$/d' /etc/hosts
    printf '%s %s # cloister\n' "$1" "$API_NAME" >>/etc/hosts
}

# registration [KEY=VALUE:EFFECT]...: kubeadm's nodeRegistration, with the pool's labels and taints
registration() {
    printf 'nodeRegistration:\n  name: "%s"\n  criSocket: unix:///run/containerd/containerd.sock\n' "$HOST_NAME"
    printf '  kubeletExtraArgs:\n    - {name: cloud-provider, value: external}\n    - {name: node-ip, value: "%s"}\n' "$NODE_ADDRESS"
    local labels taints taint key
    labels=$(setting "poolLabels/$POOL") taints=$(setting "poolTaints/$POOL")
    [[ -z $labels ]] || printf '    - {name: node-labels, value: "%s"}\n' "$labels"
    [[ $ROLE != control-plane ]] || taints="node-role.kubernetes.io/control-plane:NoSchedule${taints:+,$taints}"
    [[ -n $taints ]] || return 0
    echo '  taints:'
    for taint in ${taints//,/ }; do
        key=${taint%:*}
        printf '    - {key: "%s", value: "%s", effect: "%s"}\n' "${key%%=*}" "$([[ $key != *=* ]] || echo "${key#*=}")" "${taint##*:}"
    done
}

# claim CAS: true if the claim is ours, also where only Vault's answer was lost
claim() {
    local at
    at=$(now)
    printf '%s\0' holder "$HOST_NAME" claimedAt "$at" | write_secret control-plane/leader "$1" || true
    read_secret control-plane/leader && [[ $(secret holder) == "$HOST_NAME" && $(secret claimedAt) == "$at" ]] &&
        CLAIM_VERSION=$(printf '%s' "$VAULT_BODY" | json data metadata version)
}

# True: this node founds the cluster. False: it joins.
leads() {
    local age
    while :; do
        if read_secret join; then return 1; fi
        if read_secret control-plane/leader; then
            CLAIM_VERSION=$(printf '%s' "$VAULT_BODY" | json data metadata version)
            age=$(($(date +%s) - $(date --date "$(secret claimedAt)" +%s)))
            if [[ $(secret holder) == "$HOST_NAME" ]] || ((age > CLAIM_SECONDS)); then
                if claim "$CLAIM_VERSION"; then return 0; fi
            fi
            report waiting-for-control-plane "waiting for the first control-plane node"
        elif [[ $VAULT_STATUS == 404 ]] && claim 0; then
            return 0
        fi
        sleep $((RETRY_SECONDS + RANDOM % 5))
    done
}

# pki_files: the authorities that all control-plane nodes share, as NUL-terminated names and contents
pki_files() {
    local name
    for name in ca.crt ca.key sa.pub sa.key front-proxy-ca.crt front-proxy-ca.key etcd/ca.crt etcd/ca.key; do
        printf '%s\0%s\n\0' "$name" "$(<"$PKI/$name")"
    done
}

write_pki() {
    install -d -m 0755 "$PKI" "$PKI/etcd"
    printf '%s' "$VAULT_BODY" | python3 -c '
import json, os, sys
for name, content in json.load(sys.stdin)["data"]["data"].items():
    with open(os.path.join(sys.argv[1], name), "w") as file:
        file.write(content)' "$PKI"
}

# publish PATH, NUL-terminated keys and values on stdin, kept in memory for another try
publish() {
    cat >"$WORK/publishing"
    until write_secret "$1" <"$WORK/publishing"; do sleep "$RETRY_SECONDS"; done
    rm "$WORK/publishing"
}

found_cluster() {
    local token
    report joining "founding the cluster"
    map_api_server "$NODE_ADDRESS"
    token="$(openssl rand -hex 3).$(openssl rand -hex 8)"
    cat >"$WORK/kubeadm.yaml" <<CONF
apiVersion: kubeadm.k8s.io/v1beta4
kind: InitConfiguration
bootstrapTokens: [{token: "$token", ttl: 24h0m0s}]
localAPIEndpoint: {advertiseAddress: "$NODE_ADDRESS", bindPort: 6443}
$(registration)
---
apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
clusterName: "$CLUSTER"
kubernetesVersion: "v$(setting kubernetesVersion)"
controlPlaneEndpoint: "$API_NAME:6443"
networking: {podSubnet: "$(setting podCidr)", serviceSubnet: "$(setting serviceCidr)"}
apiServer: {certSANs: ["$API_NAME", "$API_ADDRESS"]}
controllerManager: {extraArgs: [{name: cloud-provider, value: external}]}
CONF
    kubeadm init --config "$WORK/kubeadm.yaml" --skip-token-print >"$WORK/kubeadm.log" 2>&1
    STEP='publishing the cluster'
    if ! claim "$CLAIM_VERSION"; then
        kubeadm reset --force >/dev/null 2>&1 || true
        return 1
    fi
    pki_files | publish control-plane/pki
    sed "s#^\( *server: \).*#\1https://$API_ADDRESS:6443#" /etc/kubernetes/admin.conf |
        { printf 'kubeconfig\0'; cat; printf '\0'; } | publish kubeconfig
    printf '%s\0' token "$token" caCertificate "$(<"$PKI/ca.crt")"$'\n' caCertHash "sha256:$(openssl x509 -pubkey -noout -in "$PKI/ca.crt" |
        openssl pkey -pubin -outform der | openssl dgst -sha256 -hex | sed 's/^.* //')" | publish join
}

# As soon as the own API server answers, the load balancer may lead this machine to itself: from then on its own address.
turn_to_own_api_server() {
    until curl --silent --insecure --fail --noproxy '*' --output /dev/null "https://$NODE_ADDRESS:6443/readyz"; do
        sleep 2
    done
    map_api_server "$NODE_ADDRESS"
}

write_join_configuration() {
    {
        printf 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: JoinConfiguration\ndiscovery:\n  bootstrapToken:\n'
        printf '    token: "%s"\n    apiServerEndpoint: "%s:6443"\n' "$(secret token)" "$API_NAME"
        printf '    caCertHashes: ["%s"]\n' "$(secret caCertHash)"
        registration
        [[ $ROLE != control-plane ]] ||
            printf 'controlPlane:\n  localAPIEndpoint: {advertiseAddress: "%s", bindPort: 6443}\n' "$NODE_ADDRESS"
    } >"$WORK/kubeadm.yaml"
}

try_to_join() {
    local turning='' status=0
    map_api_server "$API_ADDRESS"
    await_secret join
    write_join_configuration
    if [[ $ROLE == control-plane ]]; then
        await_secret control-plane/pki
        write_pki
        turn_to_own_api_server &
        turning=$!
    fi
    kubeadm join --config "$WORK/kubeadm.yaml" >"$WORK/kubeadm.log" 2>&1 || status=$?
    if ((status == 0)); then
        [[ -z $turning ]] || wait "$turning"
    else
        [[ -z $turning ]] || kill "$turning" 2>/dev/null || true
        kubeadm reset --force >/dev/null 2>&1 || true
    fi
    return "$status"
}

# Control-plane nodes that join at the same time are refused by etcd, one learner at a time: they try again, apart.
join_cluster() {
    report waiting-for-control-plane "waiting for the first control-plane node"
    await_secret join
    local attempt
    for attempt in {1..10}; do
        report joining "joining through $API_ADDRESS (attempt $attempt)"
        if try_to_join; then return 0; fi
        sleep $((RETRY_SECONDS + RANDOM % 30))
    done
    return 1
}

main() {
    install -d -m 0700 "$WORK"
    prepare_vault
    await_login
    trap report_failure EXIT
    report starting "logged in to Vault"
    STEP='waiting for secrets' && await_settings
    CLUSTER=$(node cluster) ROLE=$(node role) POOL=$(node pool)
    API_NAME=$(setting apiServerName) API_ADDRESS=$(setting apiServerAddress)
    NODE_ADDRESS=$(ip -oneline route get "$API_ADDRESS" | sed 's/.* src \([^ ]*\).*/\1/')
    STEP='waiting for the proxy' && await_proxy
    STEP='installing software'
    report installing "downloading packages and images"
    until install_software; do
        report installing "packages cannot be installed yet: see /var/log/cloud-init-output.log"
        sleep "$RETRY_SECONDS"
        await_proxy
    done
    STEP='preparing the machine' && prepare_machine
    STEP='joining the cluster'
    if [[ $ROLE == control-plane ]] && leads; then
        found_cluster
    else
        join_cluster
    fi
    rm --force "$WORK/kubeadm.yaml"
    report ready "the node has joined as $HOST_NAME"
}

main "$@"
