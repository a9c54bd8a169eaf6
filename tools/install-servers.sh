#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the servers that tests start, where they are missing; needs Go. Prints the directory they are in; exit code 3
# where there is no Go to build them with.
#
#   tools/install-servers.sh [temporal] [kubernetes]     default: temporal
#
# temporal: for the tests tagged real-servers, some minutes. kubernetes: etcd, kube-apiserver and the Azure cloud controller,
# for one of the tests tagged real-clients, ten minutes.
set -euo pipefail

temporal_version=v1.5.1
etcd_version=v3.6.16
kubernetes_version=v1.37.2
cloud_provider_version=v1.32.4
directory=${CLOISTER_SERVERS:-$HOME/.cache/cloister-servers}
mkdir -p "$directory"

# missing PROGRAM VERSION: whether it is to be built; says so
missing() {
  [ ! -x "$directory/$1" ] || return 1
  if ! command -v go >/dev/null 2>&1; then
    echo "install-servers: no go found: $1 $2 cannot be built" >&2
    exit 3
  fi
  echo "install-servers: building $1 $2 (some minutes)…" >&2
}

# build MODULE VERSION PACKAGE PROGRAM LDFLAGS: with the versions that the module itself was released with
build() {
  local module
  module=$(mktemp -d)
  (
    cd "$module"
    go mod init servers
    go mod edit -require="$1@$2"
    # k8s.io/kubernetes requires its own staging modules at v0.0.0: each was published as v0.MINOR.PATCH
    for staged in $(go mod download -json "$1@$2" | sed -n 's/^\t"GoMod": "\(.*\)",$/\1/p' |
      xargs awk '$1 ~ /^k8s.io\// && $2 == "v0.0.0" {print $1} $2 ~ /^k8s.io\// && $3 == "v0.0.0" {print $2}' | sort -u); do
      go mod edit -replace="$staged=$staged@v0.${2#v1.}"
    done
    CGO_ENABLED=0 go build -mod=mod -trimpath -ldflags "-s -w $5" -o "$directory/$4" "$3"
  ) >&2
  rm -rf "$module"
}

temporal() {
  if missing temporal "$temporal_version"; then
    GOBIN=$directory go install "github.com/temporalio/cli/cmd/temporal@$temporal_version" >&2
  fi
}

kubernetes() {
  if missing etcd "$etcd_version"; then
    build go.etcd.io/etcd/server/v3 "$etcd_version" go.etcd.io/etcd/server/v3 etcd ""
  fi
  if missing kube-apiserver "$kubernetes_version"; then
    local version=k8s.io/component-base/version minor=${kubernetes_version#v1.}
    build k8s.io/kubernetes "$kubernetes_version" k8s.io/kubernetes/cmd/kube-apiserver kube-apiserver \
      "-X $version.gitVersion=$kubernetes_version -X $version.gitMajor=1 -X $version.gitMinor=${minor%%.*}"
  fi
  if missing cloud-controller-manager "$cloud_provider_version"; then
    local provider=sigs.k8s.io/cloud-provider-azure
    build "$provider" "$cloud_provider_version" "$provider/cmd/cloud-controller-manager" cloud-controller-manager ""
  fi
}

for server in "${@:-temporal}"; do
  case $server in
    temporal | kubernetes) "$server" ;;
    *)
      sed -n '3,9s/^# \{0,1\}//p' "$0" >&2
      exit 2
      ;;
  esac
done
echo "$directory"
