#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Takes Terraform's unmodified azurerm provider through a running sandbox: apply, an empty second plan, a change in place,
# a denial by policy, destroy.
#
#   tools/terraform-walk.sh ENV_FILE [CONFIGURATION_DIRECTORY]     ENV_FILE as `cloister sandbox --env-file` wrote it
#
# Needs terraform on the PATH, or in CLOISTER_TERRAFORM, and the provider's directory in CLOISTER_TERRAFORM_PROVIDERS; tools/install-clients.sh
# says how to get both. Takes about five minutes, most of them fixed waits of the provider.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '3,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
configuration=${2:-$home/examples/terraform}
set -a
# shellcheck disable=SC1090
. "$1"
set +a
: "${CLOISTER_TERRAFORM_PROVIDERS:?the directory that terraform-provider-azurerm is in}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$configuration"/*.tf "$work"
cat >"$work/terraformrc" <<RC
provider_installation {
  dev_overrides { "hashicorp/azurerm" = "$CLOISTER_TERRAFORM_PROVIDERS" }
  direct {}
}
RC
export TF_CLI_CONFIG_FILE=$work/terraformrc TF_IN_AUTOMATION=1 TF_INPUT=0 CHECKPOINT_DISABLE=1
export SSL_CERT_FILE=$CLOISTER_CA_FILE ARM_METADATA_HOSTNAME=${CLOISTER_ARM_ENDPOINT#https://}
export ARM_TENANT_ID=$AZURE_TENANT_ID ARM_CLIENT_ID=$AZURE_CLIENT_ID ARM_CLIENT_SECRET=$AZURE_CLIENT_SECRET
export ARM_SUBSCRIPTION_ID=$AZURE_SUBSCRIPTION_ID
terraform=${CLOISTER_TERRAFORM:-terraform}
cd "$work"

step() {
  printf '%-40s (after %s s)\n' "$1" "$SECONDS"
}

fail() {
  echo "terraform-walk: $1" >&2
  exit 1
}

# plan WANTED ARG…: 0 where nothing is to be done, 2 where something is
plan() {
  local wanted=$1 got=0
  shift
  "$terraform" plan -no-color -detailed-exitcode "$@" >plan.txt 2>&1 || got=$?
  [ "$got" = "$wanted" ] || {
    cat plan.txt >&2
    fail "the plan should have ended with $wanted and ended with $got"
  }
}

step "apply"
"$terraform" apply -no-color -auto-approve -parallelism=20 >apply.txt 2>&1 || { cat apply.txt >&2; fail "apply"; }
[ "$("$terraform" output -raw api)" = 10.80.1.100 ] || fail "the balancer has another address"

step "the second plan is empty"
plan 0

step "a change in place"
plan 2 -var workers=3
grep -q '0 to add, 1 to change, 0 to destroy' plan.txt || { cat plan.txt >&2; fail "more than a change in place"; }
"$terraform" apply -no-color -auto-approve -var workers=3 >apply.txt 2>&1 || { cat apply.txt >&2; fail "the change"; }
plan 0 -var workers=3

step "what policy denies is denied"
if "$terraform" apply -no-color -auto-approve -var workers=3 -var public_address=true >denied.txt 2>&1; then
  fail "a public address was made where policy denies it"
fi
grep -q 'RequestDisallowedByPolicy' denied.txt || { cat denied.txt >&2; fail "the denial does not say so"; }

step "destroy"
"$terraform" destroy -no-color -auto-approve -parallelism=20 -var workers=3 >destroy.txt 2>&1 || { cat destroy.txt >&2; fail "destroy"; }
grep -q 'Destroy complete' destroy.txt || fail "destroy did not complete"
step "done"
