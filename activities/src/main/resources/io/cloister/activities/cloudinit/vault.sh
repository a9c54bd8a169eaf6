# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the bootstrap scripts: who this machine is, and what it reads from and writes to Vault (docs/nodes.md).
# Secrets stay in shell variables and pipes: printf is a builtin, so that no secret is ever an argument of a process.
# JSON and YAML are read with Python, which every cloud image has, as there is no way out to install anything yet.

readonly NODE_FILE=/etc/cloister/node.yaml
readonly VAULT_CA_FILE=/etc/cloister/vault-ca.pem
readonly RETRY_SECONDS=10
HOST_NAME=$(hostname)
readonly HOST_NAME
VAULT_TOKEN='' VAULT_STATUS='' VAULT_BODY='' LAST_REPORT=''

# node KEY...: a value of node.yaml, empty if absent
node() {
    python3 -c '
import sys, yaml
value = yaml.safe_load(sys.stdin)
for key in sys.argv[1:]:
    value = (value or {}).get(key)
print("" if value is None else value)' "$@" <"$NODE_FILE"
}

# json KEY...: a value of the JSON on stdin, empty if absent
json() {
    python3 -c '
import json, sys
try:
    value = json.load(sys.stdin)
except ValueError:
    value = None
for key in sys.argv[1:]:
    value = value.get(key) if isinstance(value, dict) else None
print("" if value is None else value)' "$@"
}

# as_secret [CAS]: a KV v2 write of the NUL-terminated keys and values on stdin
as_secret() {
    python3 -c '
import json, sys
parts = sys.stdin.read().split("\0")[:-1]
body = {"data": dict(zip(parts[::2], parts[1::2]))}
if len(sys.argv) > 1:
    body["options"] = {"cas": int(sys.argv[1])}
print(json.dumps(body))' "$@"
}

now() { date --utc +%Y-%m-%dT%H:%M:%SZ; }

prepare_vault() {
    VAULT_ADDRESS=$(node vault address) VAULT_MOUNT=$(node vault authMount) VAULT_ROLE=$(node vault role)
    SECRETS=$(node vault secrets) AUDIENCE=$(node vault audience) IDENTITY=$(node identity)
    VAULT_TRUST=()
    local ca
    ca=$(node vault caCertificate)
    if [[ -n $ca ]]; then
        printf '%s\n' "$ca" >"$VAULT_CA_FILE"
        VAULT_TRUST=(--cacert "$VAULT_CA_FILE")
    fi
}

# vault METHOD PATH, the body on stdin unless it is a GET: sets VAULT_STATUS (000 without an answer) and VAULT_BODY
vault() {
    local method=$1 path=$2 answer body=()
    [[ $method == GET ]] || body=(--data-binary @-)
    answer=$(curl --silent --noproxy '*' --max-time 30 --request "$method" "${VAULT_TRUST[@]}" "${body[@]}" \
        --config <([[ -z $VAULT_TOKEN ]] || printf 'header = "X-Vault-Token: %s"\n' "$VAULT_TOKEN") \
        --write-out '\n%{http_code}' "$VAULT_ADDRESS/v1/$path") || true
    VAULT_STATUS=${answer##*$'\n'} VAULT_BODY=${answer%$'\n'*}
}

# The managed identity's token: msi_res_id, as a machine may have more than one identity.
identity_token() {
    curl --silent --fail --noproxy '*' --max-time 30 --header 'Metadata: true' --get \
        --data-urlencode api-version=2018-02-01 --data-urlencode "resource=$AUDIENCE" \
        --data-urlencode "msi_res_id=$IDENTITY" \
        http://169.254.169.254/metadata/identity/oauth2/token | json access_token
}

vault_login() {
    local jwt body
    jwt=$(identity_token) || jwt=''
    if [[ -z $jwt ]]; then
        echo "cloister: instance metadata gives no token for $IDENTITY yet" >&2
        return 1
    fi
    body=$(printf '%s\0' "$VAULT_ROLE" "$jwt" | python3 -c '
import json, sys
role, jwt = sys.stdin.read().split("\0")[:2]
print(json.dumps({"role": role, "jwt": jwt}))')
    VAULT_TOKEN=''
    vault POST "auth/$VAULT_MOUNT/login" < <(printf '%s' "$body")
    if [[ $VAULT_STATUS != 200 ]]; then
        echo "cloister: Vault at $VAULT_ADDRESS refuses the role $VAULT_ROLE (HTTP $VAULT_STATUS)" >&2
        return 1
    fi
    VAULT_TOKEN=$(printf '%s' "$VAULT_BODY" | json auth client_token)
}

await_login() { until vault_login; do sleep "$RETRY_SECONDS"; done; }

# read_secret PATH: below the cluster's prefix, or with its mount; sets VAULT_BODY; false if it is not there, or not for us, yet
read_secret() {
    local path=$1
    [[ $path == */data/* ]] || path=$SECRETS/$path
    vault GET "$path"
    if [[ $VAULT_STATUS == 403 ]] && vault_login; then # the token may have expired
        vault GET "$path"
    fi
    [[ $VAULT_STATUS == 200 ]]
}

await_secret() { until read_secret "$1"; do sleep "$RETRY_SECONDS"; done; }

# write_secret PATH [CAS], NUL-terminated keys and values on stdin: false if Vault did not take it
write_secret() {
    local path=$1 body
    body=$(as_secret "${@:2}")
    vault POST "$SECRETS/$path" < <(printf '%s' "$body")
    if [[ $VAULT_STATUS == 403 ]] && vault_login; then
        vault POST "$SECRETS/$path" < <(printf '%s' "$body")
    fi
    [[ $VAULT_STATUS == 200 || $VAULT_STATUS == 204 ]]
}

# secret KEY: a key of the secret that was read last
secret() { printf '%s' "$VAULT_BODY" | json data data "$1"; }

# report PHASE MESSAGE: for people; never a secret, never a reason to stop, and said once
report() {
    [[ $LAST_REPORT != "$1 $2" ]] || return 0
    echo "cloister: $1: $2"
    local kept=$VAULT_BODY
    if printf '%s\0' phase "$1" message "$2" at "$(now)" | write_secret "nodes/$HOST_NAME"; then
        LAST_REPORT="$1 $2"
    fi
    VAULT_BODY=$kept
}

# setting KEY: of the cluster's settings, empty if absent
setting() { printf '%s' "$SETTINGS" | json data data "$1"; }

await_settings() {
    report waiting-for-secrets "waiting for the cluster's settings in Vault"
    await_secret settings
    SETTINGS=$VAULT_BODY
}

# The setting proxyCredentials is PATH#USER-KEY,PASSWORD-KEY; without it the proxy wants none.
await_proxy_credentials() {
    local reference keys
    reference=$(setting proxyCredentials) keys=${reference#*#}
    # shellcheck disable=SC2034 # for the script that sources this
    PROXY_USER='' PROXY_PASSWORD=''
    [[ -n $reference ]] || return 0
    await_secret "${reference%%#*}"
    # shellcheck disable=SC2034
    PROXY_USER=$(secret "${keys%%,*}") PROXY_PASSWORD=$(secret "${keys#*,}")
}

# To be set as the EXIT trap: tells people in which step the bootstrap ended.
report_failure() {
    local status=$?
    ((status == 0)) || report failed "the bootstrap stopped while ${STEP:-starting}: see /var/log/cloud-init-output.log"
}
