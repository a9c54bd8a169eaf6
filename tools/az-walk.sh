#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Walks the unmodified az CLI through a running sandbox, and checks what it says at every step.
#
#   tools/az-walk.sh ENV_FILE     ENV_FILE as `cloister sandbox --env-file` wrote it
#
# Needs az on the PATH, or in CLOISTER_AZ. Prints a line for each step; the exit code is 1 where any of them failed.
set -uo pipefail

[ $# = 1 ] || { sed -n '3,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }
set -a
# shellcheck disable=SC1090
. "$1"
set +a
az=${CLOISTER_AZ:-$(command -v az)} || { echo "az-walk: no az found: tools/install-clients.sh installs it" >&2; exit 3; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export AZURE_CONFIG_DIR=$work/config AZURE_CORE_INSTANCE_DISCOVERY=false AZURE_CORE_COLLECT_TELEMETRY=false
export AZURE_CORE_NO_COLOR=true AZURE_CORE_ONLY_SHOW_ERRORS=true AZURE_EXTENSION_USE_DYNAMIC_INSTALL=no
export REQUESTS_CA_BUNDLE=$CLOISTER_CA_FILE PYTHONWARNINGS=ignore

sub=/subscriptions/$AZURE_SUBSCRIPTION_ID
rg=rg-walk
scope=$sub/resourceGroups/$rg
location=westeurope
# the group that the sandbox's policy holds for
governed=${CLOISTER_WALK_GOVERNED:-rg-private-demo}
contributor=b24988ac-6180-42a0-ab88-20f7382dd24c
steps=0
failures=()

chapter() {
  echo
  echo "# $1 (after $SECONDS s)"
}

passed() {
  steps=$((steps + 1))
  printf 'ok    %s\n' "$1"
}

failed() {
  steps=$((steps + 1))
  failures+=("$1")
  printf 'FAIL  %s\n      %s\n' "$1" "$2"
  sed 's/^/      | /' "$work/err" | tail -n 8
}

# is STEP WANTED QUERY ARG…: az succeeds, and the JMESPath query over its answer gives WANTED, its parts with blanks between
is() {
  local step=$1 wanted=$2 query=$3 got
  shift 3
  if ! got=$("$az" "$@" --query "$query" -o tsv 2>"$work/err" </dev/null); then
    failed "$step" "az $1 ${2:-} ${3:-} failed"
    return
  fi
  got=$(tr '\n\t' '  ' <<<"$got" | sed 's/ *$//')
  if [ "$got" != "$wanted" ]; then
    : >"$work/err"
    failed "$step" "wanted '$wanted', got '$got'"
  else
    passed "$step"
  fi
}

# ok STEP ARG…: az succeeds
ok() {
  local step=$1
  shift
  if "$az" "$@" >"$work/out" 2>"$work/err" </dev/null; then passed "$step"; else failed "$step" "az $1 ${2:-} failed"; fi
}

# says STEP TEXT ARG…: az succeeds, and prints TEXT
says() {
  local step=$1 text=$2
  shift 2
  if "$az" "$@" >"$work/out" 2>"$work/err" </dev/null && grep -q -F -- "$text" "$work/out"; then
    passed "$step"
  else
    failed "$step" "az $1 ${2:-} failed, or did not print '$text'"
  fi
}

# refused STEP TEXT ARG…: az fails, and says TEXT
refused() {
  local step=$1 text=$2
  shift 2
  if "$az" "$@" >"$work/out" 2>"$work/err" </dev/null; then
    : >"$work/err"
    failed "$step" "az $1 ${2:-} succeeded, and should have been refused with $text"
  elif grep -q -F -- "$text" "$work/err"; then
    passed "$step"
  else
    failed "$step" "az $1 ${2:-} did not say '$text'"
  fi
}

value() {
  local query=$1
  shift
  "$az" "$@" --query "$query" -o tsv 2>/dev/null </dev/null
}

chapter "cloud and login"
ok "the cloud is registered from its metadata" cloud register -n Sandbox --endpoint-resource-manager "$CLOISTER_ARM_ENDPOINT"
ok "it becomes the active cloud" cloud set -n Sandbox
refused "a wrong secret is refused" AADSTS7000215 \
  login --service-principal -u "$AZURE_CLIENT_ID" -p wrong --tenant "$AZURE_TENANT_ID"
refused "an unknown client is refused" AADSTS700016 \
  login --service-principal -u 99999999-0000-0000-0000-000000000000 -p x --tenant "$AZURE_TENANT_ID"
is "a service principal signs in and sees its subscription" "$AZURE_SUBSCRIPTION_ID" '[0].id' \
  login --service-principal -u "$AZURE_CLIENT_ID" -p "$AZURE_CLIENT_SECRET" --tenant "$AZURE_TENANT_ID"
is "the tenant is listed" "$AZURE_TENANT_ID" 'value[0].tenantId' rest --url "/tenants?api-version=2022-12-01"
is "locations are listed" westeurope "[?name=='westeurope'].name" account list-locations
is "a provider is registered" Registered registrationState provider show -n Microsoft.Network

chapter "resource group"
is "a group is not there" false @ group exists -n $rg
is "it is created" Succeeded properties.provisioningState group create -n $rg -l $location --tags walk=az
is "it is there" true @ group exists -n $rg
refused "it cannot move" InvalidResourceGroupLocation group create -n $rg -l northeurope
is "its tags change" "two" tags.walk group update -n $rg --set tags.walk=two
is "it is found by tag" $rg '[].name' group list --tag walk=two
refused "a missing group is not shown" ResourceGroupNotFound group show -n rg-missing

chapter "network"
is "security group" Succeeded NewNSG.provisioningState network nsg create -g $rg -n nsg1
is "security rule" "Allow Inbound 300" '[access,direction,priority]' network nsg rule create -g $rg --nsg-name nsg1 -n ssh \
  --priority 300 --access Allow --protocol Tcp --destination-port-ranges 22 --source-address-prefixes 10.0.0.0/8
is "route table" rt1 name network route-table create -g $rg -n rt1
is "route" "VirtualAppliance 10.60.0.4" '[nextHopType,nextHopIpAddress]' network route-table route create -g $rg \
  --route-table-name rt1 -n default --address-prefix 0.0.0.0/0 --next-hop-type VirtualAppliance --next-hop-ip-address 10.60.0.4
is "virtual network with a subnet" "10.60.0.0/16 nodes" 'newVNet.[addressSpace.addressPrefixes[0],subnets[0].name]' \
  network vnet create -g $rg -n vnet1 --address-prefixes 10.60.0.0/16 --subnet-name nodes --subnet-prefixes 10.60.1.0/24
is "another subnet" "Succeeded false" '[provisioningState,defaultOutboundAccess]' network vnet subnet create -g $rg \
  --vnet-name vnet1 -n apps --address-prefixes 10.60.2.0/24 --default-outbound-access false
refused "overlapping subnets are refused" NetcfgSubnetRangesOverlap network vnet subnet create -g $rg --vnet-name vnet1 \
  -n overlapping --address-prefixes 10.60.2.128/25
is "the subnet gets its security group and routes" \
  "$scope/providers/Microsoft.Network/networkSecurityGroups/nsg1 $scope/providers/Microsoft.Network/routeTables/rt1" \
  '[networkSecurityGroup.id,routeTable.id]' \
  network vnet subnet update -g $rg --vnet-name vnet1 -n nodes --network-security-group nsg1 --route-table rt1
is "second network" vnet2 newVNet.name network vnet create -g $rg -n vnet2 --address-prefixes 10.61.0.0/16
is "peering waits for the other side" Initiated peeringState network vnet peering create -g $rg --vnet-name vnet1 -n to2 \
  --remote-vnet vnet2 --allow-vnet-access
is "peering is connected from both" Connected peeringState network vnet peering create -g $rg --vnet-name vnet2 -n to1 \
  --remote-vnet vnet1 --allow-vnet-access
is "public address, where it is allowed" "Succeeded Static" 'publicIp.[provisioningState,publicIPAllocationMethod]' \
  network public-ip create -g $rg -n pip1 --sku Standard
refused "public address, where policy denies it" RequestDisallowedByPolicy network public-ip create -g "$governed" -n pip1 --sku Standard
is "NAT gateway" Succeeded provisioningState network nat gateway create -g $rg -n nat1 --public-ip-addresses pip1
refused "an address in use stays" PublicIPAddressCannotBeDeleted network public-ip delete -g $rg -n pip1
is "internal load balancer, by a template" Succeeded loadBalancer.provisioningState network lb create -g $rg -n ilb1 --sku Standard \
  --vnet-name vnet1 --subnet nodes --frontend-ip-name front --backend-pool-name pool --private-ip-address 10.60.1.100
is "it got its address" 10.60.1.100 'frontendIPConfigurations[0].privateIPAddress' network lb show -g $rg -n ilb1
is "probe" "Succeeded 6443" '[provisioningState,port]' network lb probe create -g $rg --lb-name ilb1 -n api --protocol Tcp --port 6443
is "rule" "Succeeded 6443" '[provisioningState,frontendPort]' network lb rule create -g $rg --lb-name ilb1 -n api --protocol Tcp \
  --frontend-port 6443 --backend-port 6443 --frontend-ip-name front --backend-pool-name pool --probe-name api
is "second pool" pool2 name network lb address-pool create -g $rg --lb-name ilb1 -n pool2
is "network interface with a private address" "Succeeded 10.60.1.4" \
  'NewNIC.[provisioningState,ipConfigurations[0].privateIPAddress]' network nic create -g $rg -n nic1 --vnet-name vnet1 --subnet nodes
refused "a subnet in use stays" InUseSubnetCannotBeDeleted network vnet subnet delete -g $rg --vnet-name vnet1 -n nodes

chapter "private DNS"
is "zone" Succeeded provisioningState network private-dns zone create -g $rg -n walk.internal
is "link" "Succeeded Completed" '[provisioningState,virtualNetworkLinkState]' network private-dns link vnet create -g $rg \
  -z walk.internal -n to-vnet1 -v vnet1 -e false
is "record" "10.60.1.100" 'aRecords[0].ipv4Address' network private-dns record-set a add-record -g $rg -z walk.internal -n api \
  -a 10.60.1.100
is "records are listed, the zone's own too" "@ api" "join(' ', sort([].name))" network private-dns record-set list -g $rg -z walk.internal

chapter "private endpoints and groups of machines"
is "private endpoint, through an interface of its own" "Succeeded Approved 10.60.2.4" \
  '[provisioningState,privateLinkServiceConnections[0].privateLinkServiceConnectionState.status,customDnsConfigs[0].ipAddresses[0]]' \
  network private-endpoint create -g $rg -n pe1 --vnet-name vnet1 --subnet apps --connection-name c1 --group-id vault \
  --private-connection-resource-id "$scope/providers/Microsoft.KeyVault/vaults/kv1"
is "its names are kept in a zone" "Succeeded api-kv" '[provisioningState,privateDnsZoneConfigs[0].name]' network private-endpoint \
  dns-zone-group create -g $rg --endpoint-name pe1 -n default --private-dns-zone walk.internal --zone-name api-kv
is "its record is there" 10.60.2.4 'aRecords[0].ipv4Address' network private-dns record-set a show -g $rg -z walk.internal -n kv1
is "endpoints are listed" pe1 '[].name' network private-endpoint list -g $rg
ok "the endpoint goes" network private-endpoint delete -g $rg -n pe1
is "and its record" "@ api" "join(' ', sort([].name))" network private-dns record-set list -g $rg -z walk.internal
is "a subnet without policies for services" Disabled privateLinkServiceNetworkPolicies network vnet subnet update -g $rg --vnet-name vnet1 \
  -n apps --private-link-service-network-policies Disabled
is "private link service" "Succeeded 1" '[provisioningState,length(networkInterfaces)]' network private-link-service create -g $rg -n pls1 \
  --vnet-name vnet1 --subnet apps --lb-name ilb1 --lb-frontend-ip-configs front
ok "somebody asks for it" network private-endpoint create -g $rg -n pe2 --vnet-name vnet1 --subnet apps --connection-name c2 \
  --manual-request true --private-connection-resource-id "$scope/providers/Microsoft.Network/privateLinkServices/pls1"
connection=$(value 'privateEndpointConnections[0].name' network private-link-service show -g $rg -n pls1)
is "its owner approves" Approved privateLinkServiceConnectionState.status network private-link-service connection update -g $rg \
  --service-name pls1 -n "$connection" --connection-status Approved
is "who asked is told" Approved 'manualPrivateLinkServiceConnections[0].privateLinkServiceConnectionState.status' \
  network private-endpoint show -g $rg -n pe2
ok "the connection goes" network private-link-service connection delete -g $rg --service-name pls1 -n "$connection"
ok "the second endpoint goes" network private-endpoint delete -g $rg -n pe2
ok "the service goes" network private-link-service delete -g $rg -n pls1
is "application security group" asg1 name network asg create -g $rg -n asg1
is "rule for it" "$scope/providers/Microsoft.Network/applicationSecurityGroups/asg1" 'destinationApplicationSecurityGroups[0].id' \
  network nsg rule create -g $rg --nsg-name nsg1 -n asg --priority 310 --access Allow --protocol Tcp --destination-port-ranges 443 \
  --destination-asgs asg1
is "availability set" 3 platformFaultDomainCount vm availability-set create -g $rg -n set1 --platform-fault-domain-count 3
is "placement group" Standard proximityPlacementGroupType ppg create -g $rg -n ppg1
is "service tags" AzureActiveDirectory "values[?name=='AzureActiveDirectory'].name" network list-service-tags -l $location

chapter "identity and roles"
is "identity" id1 name identity create -g $rg -n id1
principal=$(value principalId identity show -g $rg -n id1)
client=$(value clientId identity show -g $rg -n id1)
is "role" "$principal" principalId role assignment create --assignee-object-id "$principal" \
  --assignee-principal-type ServicePrincipal --role Contributor --scope "$scope"
is "roles are listed with who has them" "Contributor" "[?principalId=='$principal'].roleDefinitionName" \
  role assignment list --scope "$scope"
is "who has a role is found by client id" "Contributor" '[].roleDefinitionName' role assignment list --assignee "$client" --scope "$scope"
is "a role by its name" $contributor '[0].name' role definition list --name Contributor

chapter "policy"
cat >"$work/rule.json" <<'JSON'
{"if": {"allOf": [{"field": "type", "equals": "Microsoft.Network/routeTables"},
                  {"field": "name", "notLike": "[concat(parameters('prefix'), '*')]"}]},
 "then": {"effect": "deny"}}
JSON
echo '{"prefix": {"type": "String"}}' >"$work/parameters.json"
is "definition" Custom policyType policy definition create -n walk-names --rules "$work/rule.json" --params "$work/parameters.json" --mode All
definition=$sub/providers/Microsoft.Authorization/policyDefinitions/walk-names
echo "[{\"policyDefinitionId\": \"$definition\", \"parameters\": {\"prefix\": {\"value\": \"rt\"}}}]" >"$work/set.json"
is "set definition" 1 'length(policyDefinitions)' policy set-definition create -n walk-set --definitions "$work/set.json"
is "assignment of a definition" Default enforcementMode policy assignment create -n walk-names --policy walk-names --scope "$scope" \
  -p '{"prefix": {"value": "rt"}}'
refused "what it denies is denied" RequestDisallowedByPolicy network route-table create -g $rg -n other
is "what it allows is allowed" rt2 name network route-table create -g $rg -n rt2
is "exemption" Waiver exemptionCategory policy exemption create -n walk-exempt --scope "$scope" --exemption-category Waiver \
  --policy-assignment "$scope/providers/Microsoft.Authorization/policyAssignments/walk-names"
is "what is exempt is allowed" other name network route-table create -g $rg -n other
ok "the exemption goes" policy exemption delete -n walk-exempt --scope "$scope"
is "assignments are listed" walk-names "[?name=='walk-names'].name" policy assignment list --scope "$scope"
ok "the assignment goes" policy assignment delete -n walk-names --scope "$scope"
is "assignment of a set" walk-set name policy assignment create -n walk-set --policy-set-definition walk-set --scope "$scope"
refused "what the set denies is denied" RequestDisallowedByPolicy network route-table create -g $rg -n third
ok "the set's assignment goes" policy assignment delete -n walk-set --scope "$scope"

chapter "machines"
ssh-keygen -q -t rsa -b 2048 -N '' -f "$work/key"
is "machine, by a template" "VM running 10.60.1.5" '[powerState,privateIpAddress]' vm create -g $rg -n vm1 --image Ubuntu2204 --size Standard_D2s_v5 \
  --vnet-name vnet1 --subnet nodes --nsg "" --public-ip-address "" --admin-username walker --ssh-key-values "$work/key.pub"
is "it is shown with its state" "VM running" powerState vm show -d -g $rg -n vm1
is "it gets an identity" "$scope/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id1" \
  'keys(userAssignedIdentities)[0]' vm identity assign -g $rg -n vm1 --identities id1
is "an extension, whose version is looked up" "Succeeded 2.1" '[provisioningState,typeHandlerVersion]' vm extension set -g $rg \
  --vm-name vm1 -n CustomScript --publisher Microsoft.Azure.Extensions --settings '{"commandToExecute":"true"}'
is "a command is run in it" "ProvisioningState/succeeded" 'value[0].code' vm run-command invoke -g $rg -n vm1 \
  --command-id RunShellScript --scripts true
is "the identity tells what it is assigned to" vm1 '[].name' identity list-resources -g $rg -n id1
ok "it is deallocated" vm deallocate -g $rg -n vm1
is "it is deallocated indeed" "VM deallocated" powerState vm show -d -g $rg -n vm1
ok "it is started" vm start -g $rg -n vm1
is "a disk" "Unattached" diskState disk create -g $rg -n disk1 --size-gb 8
says "it is read at an address of its own" md-sandbox disk grant-access -g $rg -n disk1 --duration-in-seconds 36000
refused "it is not deleted meanwhile" OperationNotAllowed disk delete -g $rg -n disk1 --yes
ok "that ends" disk revoke-access -g $rg -n disk1
ok "it is deleted" disk delete -g $rg -n disk1 --yes
is "scale set, by a template" "Succeeded Manual Uniform" 'vmss.[provisioningState,upgradePolicy.mode,orchestrationMode]' \
  vmss create -g $rg -n vmss1 --image Ubuntu2204 --vm-sku Standard_D2s_v5 --instance-count 2 --orchestration-mode Uniform \
  --vnet-name vnet1 --subnet apps --lb "" --public-ip-address "" --admin-username walker --ssh-key-values "$work/key.pub" --upgrade-policy-mode Manual
is "its instances" "2" 'length(@)' vmss list-instances -g $rg -n vmss1
ok "it is scaled" vmss scale -g $rg -n vmss1 --new-capacity 3
is "it has grown" "3" 'length(@)' vmss list-instances -g $rg -n vmss1
is "its image stayed" "0001-com-ubuntu-server-jammy" 'virtualMachineProfile.storageProfile.imageReference.offer' vmss show -g $rg -n vmss1

chapter "deployments"
cat >"$work/template.json" <<'JSON'
{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0",
 "parameters": {"prefix": {"type": "string"}, "count": {"type": "int", "defaultValue": 2, "maxValue": 5},
                "public": {"type": "bool", "defaultValue": false}, "secret": {"type": "securestring"}},
 "variables": {"nsg": "[format('{0}-nsg', parameters('prefix'))]",
               "address": "[cidrSubnet('10.70.0.0/16', 24, 1)]"},
 "resources": [
  {"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2024-05-01", "name": "[variables('nsg')]",
   "location": "[resourceGroup().location]", "properties": {},
   "resources": [{"type": "securityRules", "apiVersion": "2024-05-01", "name": "deny", "dependsOn": ["[variables('nsg')]"],
     "properties": {"priority": 400, "access": "Deny", "direction": "Inbound", "protocol": "*", "sourceAddressPrefix": "*",
       "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "*"}}]},
  {"type": "Microsoft.Network/virtualNetworks", "apiVersion": "2024-05-01", "name": "[concat(parameters('prefix'), '-vnet')]",
   "location": "[resourceGroup().location]", "tags": {"unique": "[uniqueString(resourceGroup().id)]"},
   "dependsOn": ["[resourceId('Microsoft.Network/networkSecurityGroups', variables('nsg'))]"],
   "properties": {"addressSpace": {"addressPrefixes": ["10.70.0.0/16"]},
     "subnets": [{"name": "s", "properties": {"addressPrefix": "[variables('address')]",
       "networkSecurityGroup": {"id": "[resourceId('Microsoft.Network/networkSecurityGroups', variables('nsg'))]"}}}]}},
  {"type": "Microsoft.Network/networkInterfaces", "apiVersion": "2024-05-01",
   "name": "[concat(parameters('prefix'), '-nic', copyIndex(1))]", "location": "[resourceGroup().location]",
   "copy": {"name": "nics", "count": "[parameters('count')]"}, "dependsOn": ["[concat(parameters('prefix'), '-vnet')]"],
   "properties": {"ipConfigurations": [{"name": "ip", "properties": {"privateIPAllocationMethod": "Dynamic",
     "subnet": {"id": "[resourceId('Microsoft.Network/virtualNetworks/subnets', concat(parameters('prefix'), '-vnet'), 's')]"}}}]}},
  {"type": "Microsoft.Network/publicIPAddresses", "apiVersion": "2024-05-01", "condition": "[parameters('public')]",
   "name": "[concat(parameters('prefix'), '-pip')]", "location": "[resourceGroup().location]", "sku": {"name": "Standard"},
   "properties": {"publicIPAllocationMethod": "Static"}}],
 "outputs": {"first": {"type": "string", "value":
   "[reference(concat(parameters('prefix'), '-nic1')).ipConfigurations[0].properties.privateIPAddress]"}}}
JSON
deploy=(-g $rg --template-file "$work/template.json" --parameters prefix=walk secret=hush-hush)
is "a template is valid" Succeeded properties.provisioningState deployment group validate "${deploy[@]}"
is "a template is deployed" "Succeeded 10.70.1.4" 'properties.[provisioningState,outputs.first.value]' \
  deployment group create -n walk "${deploy[@]}"
is "a secure parameter is not shown" "" properties.parameters.secret.value deployment group show -g $rg -n walk
is "its operations" 5 "length([?properties.provisioningState=='Succeeded' && properties.provisioningOperation=='Create'])" \
  deployment operation group list -g $rg -n walk
is "the conditional resource is not there" "" "[?name=='walk-pip'].name" network public-ip list -g $rg
is "what it made is linked" "$scope/providers/Microsoft.Network/networkSecurityGroups/walk-nsg" 'subnets[0].networkSecurityGroup.id' network vnet show -g $rg -n walk-vnet
says "its template is exported" "[concat(parameters('prefix'), '-nic', copyIndex(1))]" deployment group export -g $rg -n walk
if "$az" deployment group create -g "$governed" -n walk --template-file "$work/template.json" \
  --parameters prefix=walk secret=hush public=true >"$work/out" 2>"$work/err"; then
  failed "a policy denies a deployment" "it succeeded"
else
  passed "a policy denies a deployment"
fi
is "nothing of it is there" 0 "length([?starts_with(name, 'walk')])" resource list -g "$governed"
refused "a missing deployment is not shown" DeploymentNotFound deployment group show -g $rg -n missing

chapter "resources, locks, tags, rest"
is "resources by type" "nic1 vm1VMNic walk-nic1 walk-nic2" "join(' ', sort([].name))" \
  resource list -g $rg --resource-type Microsoft.Network/networkInterfaces
is "a resource by its id" Microsoft.Network/virtualNetworks type resource show --ids "$scope/providers/Microsoft.Network/virtualNetworks/vnet1"
is "tags at a scope" az properties.tags.by tag update --resource-id "$scope/providers/Microsoft.Network/virtualNetworks/vnet2" \
  --operation Merge --tags by=az
ok "a tag name is predefined" tag create --name walk-cost
is "and a value of it" high tagValue tag add-value --name walk-cost --value high
is "names in use are listed with them" "walk-cost az" "[[?tagName=='walk-cost'].tagName | [0], [?tagName=='by'].values[0].tagValue | [0]]" tag list
ok "the value goes" tag remove-value --name walk-cost --value high
ok "the name goes" tag delete --name walk-cost --yes
is "a feature is not registered" NotRegistered properties.state feature show --namespace Microsoft.Compute -n EncryptionAtHost
is "it is being registered" Registering properties.state feature register --namespace Microsoft.Compute -n EncryptionAtHost
is "it is" Registered "[?name=='Microsoft.Compute/EncryptionAtHost'].properties.state" feature list --namespace Microsoft.Compute
is "what roles can permit" Microsoft.Network/virtualNetworks/subnets/write \
  "resourceTypes[?name=='virtualNetworks/subnets'].operations[] | [?ends_with(name, '/write')].name" provider operation show --namespace Microsoft.Network
is "a group is exported without what Azure makes" 0 "length(resources[].properties.provisioningState)" group export -n $rg
is "a lock" CanNotDelete level lock create -g $rg -n keep --lock-type CanNotDelete
refused "what is locked stays" ScopeLocked network route-table delete -g $rg -n rt2
ok "the lock goes" lock delete -g $rg -n keep
ok "what was locked goes" network route-table delete -g $rg -n rt2
is "az rest" vnet1 name rest --url "$scope/providers/Microsoft.Network/virtualNetworks/vnet1?api-version=2024-05-01"
is "quota of a region" cores "[?name.value=='cores'].name.value" vm list-usage -l $location
refused "an unknown type" InvalidResourceType rest --url "$scope/providers/Microsoft.Network/unheardOf/x?api-version=2024-05-01"

chapter "managed identity"
if [ -n "${IDENTITY_ENDPOINT:-}" ]; then
  if AZURE_CONFIG_DIR=$work/msi "$az" cloud register -n Sandbox --endpoint-resource-manager "$CLOISTER_ARM_ENDPOINT" 2>"$work/err" &&
    AZURE_CONFIG_DIR=$work/msi "$az" cloud set -n Sandbox 2>"$work/err"; then
    AZURE_CONFIG_DIR=$work/msi is "a managed identity signs in" "$AZURE_SUBSCRIPTION_ID" '[0].id' login --identity
    AZURE_CONFIG_DIR=$work/msi is "it reads what its role permits" vnet1 name network vnet show -g $rg -n vnet1
  else
    failed "a managed identity signs in" "the cloud cannot be registered"
  fi
else
  : >"$work/err"
  failed "a managed identity signs in" "the sandbox's environment has no IDENTITY_ENDPOINT"
fi

chapter "the end"
ok "the scale set goes" vmss delete -g $rg -n vmss1
ok "the machine goes" vm delete -g $rg -n vm1 --yes
ok "the definition of a set goes" policy set-definition delete -n walk-set
ok "the definition of a policy goes" policy definition delete -n walk-names
ok "the group goes with all that is in it" group delete -n $rg --yes
is "it is gone" false @ group exists -n $rg

echo
echo "$steps steps, ${#failures[@]} failed"
for failure in ${failures[@]+"${failures[@]}"}; do
  echo "  failed: $failure"
done
[ ${#failures[@]} = 0 ]
