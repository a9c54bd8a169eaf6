#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs the az CLI that the tests tagged real-clients walk through the sandbox, where it is missing: about four minutes
# and 700 MB, from PyPI, into a cache under the home directory (CLOISTER_CLIENTS for another place). With --terraform also
# builds Terraform and its azurerm provider from their Go modules: about 40 minutes and 5 GB of memory. With --cloud-controller
# the Azure cloud controller for Kubernetes, and the kube-apiserver and etcd that it needs: about ten minutes.
# Prints what to export; exit code 3 where it cannot be installed.
set -euo pipefail

az_version=2.91.0
terraform_version=v1.11.4
directory=${CLOISTER_CLIENTS:-$HOME/.cache/cloister-clients}
servers=${CLOISTER_SERVERS:-$HOME/.cache/cloister-servers}
mkdir -p "$directory/bin"

note() {
  echo "install-clients: $1" >&2
}

az=$directory/az/bin/az
if [ ! -x "$az" ] || ! "$az" version >/dev/null 2>&1; then
  command -v python3 >/dev/null 2>&1 || { note "no python3 found: the az CLI cannot be installed"; exit 3; }
  note "installing az $az_version (some minutes)…"
  rm -rf "$directory/az"
  python3 -m venv "$directory/az" >&2 || exit 3
  "$directory/az/bin/pip" install -q "azure-cli==$az_version" >&2 || exit 3
fi
echo "CLOISTER_AZ=$az"

wanted() {
  case " $options " in *" $1 "*) return 0 ;; *) return 1 ;; esac
}
options=$*

if wanted --cloud-controller; then
  "$(dirname "${BASH_SOURCE[0]}")/install-servers.sh" kubernetes >/dev/null
fi
if [ -x "$servers/cloud-controller-manager" ] && [ -x "$servers/kube-apiserver" ] && [ -x "$servers/etcd" ]; then
  echo "CLOISTER_KUBERNETES=$servers"
fi

if wanted --terraform; then
  command -v go >/dev/null 2>&1 || { note "no go found: Terraform cannot be built"; exit 3; }
  export GOBIN=$directory/bin CGO_ENABLED=0
  command -v terraform >/dev/null 2>&1 || [ -x "$directory/bin/terraform" ] || {
    note "building Terraform $terraform_version…"
    go install "github.com/hashicorp/terraform@$terraform_version" >&2
  }
  [ -x "$directory/bin/terraform-provider-azurerm" ] || {
    note "building the azurerm provider (half an hour)…"
    go install -ldflags='-s -w' github.com/hashicorp/terraform-provider-azurerm@latest >&2
  }
fi
terraform=$(command -v terraform || true)
[ -n "$terraform" ] || terraform=$directory/bin/terraform
if [ -x "$terraform" ] && [ -x "$directory/bin/terraform-provider-azurerm" ]; then
  echo "CLOISTER_TERRAFORM=$terraform"
  echo "CLOISTER_TERRAFORM_PROVIDERS=$directory/bin"
fi
