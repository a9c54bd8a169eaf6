# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the node's bootstrap: who founds the cluster, and how a machine founds or joins it with kubeadm.
# Expects vault.sh, and ROLE, POOL, CLUSTER, API_NAME, API_ADDRESS and NODE_ADDRESS.

readonly WORK=/run/cloister # in memory
readonly PKI=/etc/kubernetes/pki
readonly CLAIM_SECONDS=1200 # longer than kubeadm init ever takes, so that only a dead holder loses its claim
CLAIM_VERSION=''

# map_api_server ADDRESS: an internal load balancer does not lead a machine back to itself, so that a control-plane node must
# not use it for its own API server.
map_api_server() {
    sed --in-place '/ # cloister$/d' /etc/hosts
    printf '%s %s # cloister\n' "$1" "$API_NAME" >>/etc/hosts
}

# registration: kubeadm's nodeRegistration, with the pool's labels and taints
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
    # shellcheck disable=SC2034 # for report_failure
    STEP='publishing the cluster'
    # Who has lost the claim while it was founding must not publish a second cluster.
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
