"""Boot device, boot mode and NMI through ``POST /v1/nodes/{uuid}/action``."""

from ironic.common import exception
from ironic.conductor import task_manager
from ironic.drivers import base

from ironic_valence import access
from ironic_valence import client
from ironic_valence import document
from ironic_valence import errors


class ValenceManagement(base.ManagementInterface):
    """What the Valence API can of it. Sensors, secure boot and indicators it has not, and Ironic is told so."""

    def get_properties(self) -> dict:
        return access.PROPERTIES.copy()

    def validate(self, task) -> None:
        """Looks at driver_info only; Valence is not asked.

        :raises: MissingParameterValue, InvalidParameterValue
        """
        access.of_node(task.node)
        access.node_uuid(task.node)

    def get_supported_boot_devices(self, task) -> list:
        """What the Valence API takes; what a node takes of it, its pod alone knows, and refuses the rest by name."""
        return list(document.BOOT_TARGETS)

    @errors.told_to_callers
    @task_manager.require_exclusive_lock
    def set_boot_device(self, task, device: str, persistent: bool = False) -> None:
        """
        :raises: InvalidParameterValue for a device that Valence or the pod does not take, and as ``get_boot_device``
        """
        if device not in document.BOOT_TARGETS:
            raise exception.InvalidParameterValue('boot device %s: use one of %s' % (device, ', '.join(document.BOOT_TARGETS)))
        self._boot(task, {'Enabled': 'Continuous' if persistent else 'Once', 'Target': document.BOOT_TARGETS[device]})

    @errors.told_to_callers
    def get_boot_device(self, task) -> dict:
        """``{"boot_device", "persistent"}``, either None where it is not known.

        :raises: MissingParameterValue, InvalidParameterValue, which stands for any failure here (``errors.told_to_callers``)
        """
        return document.boot_device(self._node(task))

    def get_supported_boot_modes(self, task) -> list:
        return list(document.BOOT_MODES)

    @task_manager.require_exclusive_lock
    def set_boot_mode(self, task, mode: str) -> None:
        """Sets the mode and leaves the boot device as it is.

        :raises: UnsupportedDriverExtension where Valence does not tell what is set now, and as ``set_boot_device``
        """
        if mode not in document.BOOT_MODES:
            raise exception.InvalidParameterValue('boot mode %s: use one of %s' % (mode, ', '.join(document.BOOT_MODES)))
        node = self._node(task)
        enabled, target = document.boot_enabled(node), document.boot_target(node)
        if not enabled or not target:
            raise exception.UnsupportedDriverExtension(driver=errors.DRIVER, extension='set_boot_mode')
        self._boot(task, {'Enabled': enabled, 'Target': target, 'Mode': document.BOOT_MODES[mode]})

    def get_boot_mode(self, task) -> str:
        """
        :raises: UnsupportedDriverExtension where Valence or the pod does not tell, and as ``get_boot_device``
        """
        mode = document.boot_mode(self._node(task))
        if mode is None:
            raise exception.UnsupportedDriverExtension(driver=errors.DRIVER, extension='get_boot_mode')
        return mode

    @errors.told_to_callers
    @task_manager.require_exclusive_lock
    def inject_nmi(self, task) -> None:
        """
        :raises: InvalidParameterValue where the pod has no NMI, and as ``get_boot_device``
        """
        client.of_node(task.node).act(access.node_uuid(task.node), {'Reset': {'Type': 'Nmi'}})

    def get_mac_addresses(self, task) -> list:
        return document.macs(self._node(task))

    def get_sensors_data(self, task) -> dict:
        # Ironic's way to be told that there are none.
        raise NotImplementedError()

    @staticmethod
    def _node(task) -> dict:
        uuid = access.node_uuid(task.node)
        return client.of_node(task.node).node(uuid)

    @staticmethod
    def _boot(task, wish: dict) -> None:
        client.of_node(task.node).act(access.node_uuid(task.node), {'Boot': wish})
