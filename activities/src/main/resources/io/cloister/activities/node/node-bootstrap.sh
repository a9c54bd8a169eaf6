#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes a Kubernetes node of this machine (docs/nodes.md): software through the proxy, then kubeadm. The first control-plane
# node to claim control-plane/leader in Vault founds the cluster; all others join it.
set -euo pipefail
umask 077
# shellcheck source=../cloudinit/vault.sh
. /usr/local/lib/cloister/vault.sh
# shellcheck source=kubeadm.sh
. /usr/local/lib/cloister/kubeadm.sh

readonly PROXY_ENV=/etc/cloister/proxy.env
PROXY='' PROXY_LOGIN=''
export DEBIAN_FRONTEND=noninteractive

apt() ( # a subshell: packages expect the usual umask
    umask 022
    apt-get --quiet --quiet -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"
)

# Not by systemd's Environment=, which everybody may read; and never exported here: kubeadm would copy it into the manifests.
write_proxy_settings() {
    PROXY_LOGIN=$(printf '%s\0' "$PROXY" "$PROXY_USER" "$PROXY_PASSWORD" | python3 -c '
import sys, urllib.parse as u
url, user, password = sys.stdin.read().split("\0")[:3]
login = "%s:%s@" % (u.quote(user, ""), u.quote(password, "")) if user else ""
print(url.replace("://", "://" + login, 1))')
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
            407) why="the proxy $PROXY refuses the credentials that Vault has for it, or there are none (407)" ;;
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
