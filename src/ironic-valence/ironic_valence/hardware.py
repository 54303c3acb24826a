"""The hardware type: which interfaces a node with ``driver: valence`` may have, best first."""

from ironic.drivers import generic
from ironic.drivers.modules import noop

from ironic_valence import inspect
from ironic_valence import management
from ironic_valence import power
from ironic_valence import vendor


class ValenceHardware(generic.GenericHardware):
    """A server that Valence composed. What is not named here is as for any hardware (PXE boot, agent deploys ...)."""

    @property
    def supported_power_interfaces(self) -> list:
        return [power.ValencePower]

    @property
    def supported_management_interfaces(self) -> list:
        return [management.ValenceManagement]

    @property
    def supported_inspect_interfaces(self) -> list:
        return [inspect.ValenceInspect] + super().supported_inspect_interfaces

    @property
    def supported_vendor_interfaces(self) -> list:
        return [vendor.ValenceVendor, noop.NoVendor]
