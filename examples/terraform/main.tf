# SPDX-License-Identifier: Apache-2.0
# What a private cluster needs of Azure, as Terraform's azurerm provider makes it: network, ways out, names, rights,
# balancer, machines; for azurerm 5. tools/terraform-walk.sh applies it to a sandbox, changes it, and takes it down.

terraform {
  required_providers {
    azurerm = { source = "hashicorp/azurerm" }
  }
}

provider "azurerm" {
  features {}
  resource_provider_registrations = "none"
}

variable "workers" {
  type    = number
  default = 2
}

variable "public_address" {
  type        = bool
  default     = false
  description = "Whether to ask for a public address in the group where policy denies it."
}

variable "governed_group" {
  type    = string
  default = "rg-private-demo"
}

locals {
  location = "westeurope"
}

resource "azurerm_resource_group" "cluster" {
  name     = "rg-terraform"
  location = local.location
  tags     = { made-by = "terraform" }
}

resource "azurerm_virtual_network" "cluster" {
  name                = "vnet-cluster"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
  address_space       = ["10.80.0.0/16"]
}

resource "azurerm_virtual_network" "hub" {
  name                = "vnet-hub"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
  address_space       = ["10.81.0.0/16"]
}

resource "azurerm_virtual_network_peering" "to_hub" {
  name                      = "to-hub"
  resource_group_name       = azurerm_resource_group.cluster.name
  virtual_network_name      = azurerm_virtual_network.cluster.name
  remote_virtual_network_id = azurerm_virtual_network.hub.id
  allow_forwarded_traffic   = true
}

resource "azurerm_virtual_network_peering" "from_hub" {
  name                      = "from-hub"
  resource_group_name       = azurerm_resource_group.cluster.name
  virtual_network_name      = azurerm_virtual_network.hub.name
  remote_virtual_network_id = azurerm_virtual_network.cluster.id
}

resource "azurerm_subnet" "nodes" {
  name                            = "nodes"
  resource_group_name             = azurerm_resource_group.cluster.name
  virtual_network_name            = azurerm_virtual_network.cluster.name
  address_prefixes                = ["10.80.1.0/24"]
  default_outbound_access_enabled = false
}

resource "azurerm_network_security_group" "nodes" {
  name                = "nsg-nodes"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
}

resource "azurerm_network_security_rule" "api" {
  name                        = "api"
  resource_group_name         = azurerm_resource_group.cluster.name
  network_security_group_name = azurerm_network_security_group.nodes.name
  priority                    = 200
  direction                   = "Inbound"
  access                      = "Allow"
  protocol                    = "Tcp"
  source_port_range           = "*"
  destination_port_range      = "6443"
  source_address_prefix       = "10.0.0.0/8"
  destination_address_prefix  = "*"
}

resource "azurerm_subnet_network_security_group_association" "nodes" {
  subnet_id                 = azurerm_subnet.nodes.id
  network_security_group_id = azurerm_network_security_group.nodes.id
}

resource "azurerm_route_table" "nodes" {
  name                = "rt-nodes"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
}

resource "azurerm_route" "out" {
  name                   = "out"
  resource_group_name    = azurerm_resource_group.cluster.name
  route_table_name       = azurerm_route_table.nodes.name
  address_prefix         = "0.0.0.0/0"
  next_hop_type          = "VirtualAppliance"
  next_hop_in_ip_address = "10.81.0.4"
}

resource "azurerm_subnet_route_table_association" "nodes" {
  subnet_id      = azurerm_subnet.nodes.id
  route_table_id = azurerm_route_table.nodes.id
}

resource "azurerm_public_ip" "out" {
  name                = "pip-out"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
  allocation_method   = "Static"
  sku                 = "Standard"
}

resource "azurerm_nat_gateway" "out" {
  name                = "nat-out"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
  sku_name            = "Standard"
}

resource "azurerm_nat_gateway_public_ip_association" "out" {
  nat_gateway_id       = azurerm_nat_gateway.out.id
  public_ip_address_id = azurerm_public_ip.out.id
}

resource "azurerm_lb" "api" {
  name                = "ilb-api"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
  sku                 = "Standard"
  frontend_ip_configuration {
    name                          = "api"
    subnet_id                     = azurerm_subnet.nodes.id
    private_ip_address_allocation = "Static"
    private_ip_address            = "10.80.1.100"
  }
}

resource "azurerm_lb_backend_address_pool" "api" {
  name            = "api"
  loadbalancer_id = azurerm_lb.api.id
}

resource "azurerm_lb_probe" "api" {
  name            = "api"
  loadbalancer_id = azurerm_lb.api.id
  protocol        = "Tcp"
  port            = 6443
}

resource "azurerm_lb_rule" "api" {
  name                           = "api"
  loadbalancer_id                = azurerm_lb.api.id
  protocol                       = "Tcp"
  frontend_port                  = 6443
  backend_port                   = 6443
  frontend_ip_configuration_name = "api"
  backend_address_pool_ids       = [azurerm_lb_backend_address_pool.api.id]
  probe_id                       = azurerm_lb_probe.api.id
}

resource "azurerm_private_dns_zone" "cluster" {
  name                = "cluster.internal"
  resource_group_name = azurerm_resource_group.cluster.name
}

resource "azurerm_private_dns_zone_virtual_network_link" "cluster" {
  name                = "cluster"
  private_dns_zone_id = azurerm_private_dns_zone.cluster.id
  virtual_network_id  = azurerm_virtual_network.cluster.id
}

resource "azurerm_private_dns_a_record" "api" {
  name                = "api"
  private_dns_zone_id = azurerm_private_dns_zone.cluster.id
  ttl                 = 300
  records             = ["10.80.1.100"]
}

resource "azurerm_user_assigned_identity" "nodes" {
  name                = "id-nodes"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
}

resource "azurerm_role_assignment" "nodes" {
  scope                = azurerm_resource_group.cluster.id
  role_definition_name = "Network Contributor"
  principal_id         = azurerm_user_assigned_identity.nodes.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_network_interface" "proxy" {
  name                = "nic-proxy"
  resource_group_name = azurerm_resource_group.cluster.name
  location            = local.location
  ip_configuration {
    name                          = "ip"
    subnet_id                     = azurerm_subnet.nodes.id
    private_ip_address_allocation = "Dynamic"
  }
}

resource "azurerm_linux_virtual_machine" "proxy" {
  name                            = "proxy"
  resource_group_name             = azurerm_resource_group.cluster.name
  location                        = local.location
  size                            = "Standard_D2s_v5"
  admin_username                  = "walker"
  admin_password                  = "Never-to-be-seen-1"
  disable_password_authentication = false
  network_interface_ids           = [azurerm_network_interface.proxy.id]
  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
  source_image_reference {
    publisher = "Canonical"
    offer     = "0001-com-ubuntu-server-jammy"
    sku       = "22_04-lts-gen2"
    version   = "latest"
  }
}

resource "azurerm_linux_virtual_machine_scale_set" "workers" {
  name                            = "workers"
  resource_group_name             = azurerm_resource_group.cluster.name
  location                        = local.location
  sku                             = "Standard_D2s_v5"
  instances                       = var.workers
  admin_username                  = "walker"
  admin_password                  = "Never-to-be-seen-1"
  disable_password_authentication = false
  upgrade_mode                    = "Manual"
  identity {
    type         = "UserAssigned"
    identity_ids = [azurerm_user_assigned_identity.nodes.id]
  }
  network_interface {
    name    = "nic"
    primary = true
    ip_configuration {
      name                                   = "ip"
      primary                                = true
      subnet_id                              = azurerm_subnet.nodes.id
      load_balancer_backend_address_pool_ids = [azurerm_lb_backend_address_pool.api.id]
    }
  }
  os_disk {
    caching              = "ReadWrite"
    storage_account_type = "Standard_LRS"
  }
  source_image_reference {
    publisher = "Canonical"
    offer     = "0001-com-ubuntu-server-jammy"
    sku       = "22_04-lts-gen2"
    version   = "latest"
  }
  depends_on = [azurerm_lb_rule.api]
}

resource "azurerm_public_ip" "denied" {
  count               = var.public_address ? 1 : 0
  name                = "pip-denied"
  resource_group_name = var.governed_group
  location            = local.location
  allocation_method   = "Static"
  sku                 = "Standard"
}

output "api" {
  value = azurerm_lb.api.private_ip_address
}
