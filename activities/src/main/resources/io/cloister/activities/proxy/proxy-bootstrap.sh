#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes this machine the cluster's way out: Squid on port 3128, for those who know the password in Vault, to the domains that
# the cluster's settings allow, and never to a private or link-local address.
set -euo pipefail
umask 077
# shellcheck source=../cloudinit/vault.sh
. /usr/local/lib/cloister/vault.sh

readonly PORT=3128
readonly SQUID=/etc/squid
export DEBIAN_FRONTEND=noninteractive

install_squid() ( # a subshell: packages expect the usual umask
    umask 022
    apt=(apt-get --quiet --quiet -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3)
    "${apt[@]}" update && "${apt[@]}" install --yes --no-install-recommends squid
)

# Hashed: the password itself is nowhere on the disk.
write_credentials() {
    local hash
    hash=$(printf '%s\n' "$PROXY_PASSWORD" | openssl passwd -6 -stdin)
    printf '%s:%s\n' "$PROXY_USER" "$hash" >"$SQUID/cloister.users"
    chown root:proxy "$SQUID/cloister.users"
    chmod 0640 "$SQUID/cloister.users"
}

# Squid refuses to start where one domain of a list holds another (.k8s.io and pkgs.k8s.io).
write_domains() {
    setting allowedDomains | python3 -c '
import sys
domains = sorted(set(sys.stdin.read().lower().split()))
wide = {d for d in domains if d.startswith(".")}
def held(domain):
    labels = domain.lstrip(".").split(".")
    above = {"." + ".".join(labels[i:]) for i in range(len(labels))}
    return bool((above - {domain}) & wide)
print("\n".join(d for d in domains if not held(d)))' >"$SQUID/cloister.domains"
    chmod 0644 "$SQUID/cloister.domains"
}

# The order of http_access is the policy. Names are judged before they are resolved, so that a refused name is never
# looked up (a lookup would carry data out); addresses after, so that an allowed name cannot lead inside.
write_configuration() {
    cat >"$SQUID/squid.conf" <<CONF
http_port $PORT
visible_hostname $HOST_NAME

auth_param basic program /usr/lib/squid/basic_ncsa_auth $SQUID/cloister.users
auth_param basic children 10 startup=2 idle=2
auth_param basic realm cloister
auth_param basic credentialsttl 5 minutes

acl from_inside src 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 127.0.0.0/8
acl known_user proxy_auth REQUIRED
acl web_ports port 80 443
acl tls_port port 443
acl allowed_domains dstdomain -n "$SQUID/cloister.domains"
acl link_local dst 169.254.0.0/16 fe80::/10
acl azure_wire_server dst 168.63.129.16/32
acl inside dst 0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 172.16.0.0/12 192.168.0.0/16 ::1/128 fc00::/7

http_access deny manager
http_access deny !from_inside
http_access deny !web_ports
http_access deny CONNECT !tls_port
http_access deny !known_user
http_access deny !allowed_domains
http_access deny link_local
http_access deny azure_wire_server
http_access deny inside
http_access allow known_user
http_access deny all

# Packages come over plain HTTP and are signed; everything else is a tunnel and is not cached.
cache_mem 256 MB
maximum_object_size 512 MB
cache_dir ufs /var/spool/squid 8192 16 256
refresh_pattern -i \.deb\$ 10080 100% 43200
refresh_pattern . 0 20% 4320

logformat audit %tl %>a %un %rm %ru %>Hs %Ss %<st
access_log daemon:/var/log/squid/audit.log audit
strip_query_terms on
forwarded_for delete
via off
max_filedescriptors 65536
shutdown_lifetime 3 seconds
coredump_dir /var/spool/squid
CONF
    chmod 0644 "$SQUID/squid.conf"
}

# A proxy that lets anybody in would answer otherwise.
asks_for_password() {
    local status
    status=$(curl --silent --output /dev/null --max-time 10 --write-out '%{http_code}' \
        --proxy "http://127.0.0.1:$PORT" http://archive.ubuntu.com/) || true
    [[ $status == 407 ]]
}

main() {
    prepare_vault
    await_login
    trap report_failure EXIT
    report starting "logged in to Vault"
    STEP='waiting for secrets' && await_settings
    await_proxy_credentials

    STEP='installing Squid'
    report installing "installing Squid"
    until install_squid; do
        report installing "cannot install Squid: the package archive is not reached; the proxy's own way out may be closed"
        sleep "$RETRY_SECONDS"
    done

    STEP='configuring Squid'
    write_credentials
    write_domains
    write_configuration
    squid -k parse >/dev/null 2>&1
    systemctl enable --quiet squid
    systemctl restart squid

    STEP='waiting for Squid to listen'
    local attempt
    for attempt in {1..30}; do
        if asks_for_password; then
            report ready "the proxy listens on $HOST_NAME:$PORT"
            return
        fi
        echo "cloister: Squid does not answer yet (attempt $attempt)"
        sleep 2
    done
    return 1
}

main "$@"
