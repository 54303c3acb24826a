"""Inspection without a boot: what Valence knows of the composed server."""

import logging

from ironic.common import exception
from ironic.common import states
from ironic.common import utils
from ironic.drivers import base
from ironic.drivers.modules import inspect_utils
from ironic.drivers import utils as driver_utils

from ironic_valence import access
from ironic_valence import client
from ironic_valence import document

LOG = logging.getLogger(__name__)


class ValenceInspect(base.InspectInterface):
    """Properties and ports out of the node document of Valence."""

    def get_properties(self) -> dict:
        return access.PROPERTIES.copy()

    def validate(self, task) -> None:
        """Looks at driver_info only; Valence is not asked.

        :raises: MissingParameterValue, InvalidParameterValue
        """
        access.of_node(task.node)
        access.node_uuid(task.node)

    def inspect_hardware(self, task) -> str:
        """Sets cpus, cpu_arch, memory_mb, local_gb and the boot_mode capability, and makes a port for each network interface.

        :raises: HardwareInspectionFailure where Valence does not tell one of the four, or cannot be asked
        """
        try:
            valence, uuid = client.of_node(task.node), access.node_uuid(task.node)
            found, drives = valence.node(uuid), valence.storages(uuid)
        except exception.IronicException as problem:
            raise exception.HardwareInspectionFailure(error=str(problem)) from problem
        properties = self._properties(task.node, found, drives)
        missing = sorted(name for name in self.ESSENTIAL_PROPERTIES if properties.get(name) in (None, ''))
        if missing:
            raise exception.HardwareInspectionFailure(
                error='Valence does not tell %s of its node %s' % (', '.join(missing), uuid))
        task.node.properties = properties
        task.node.save()
        addresses = document.macs(found)
        if not addresses:
            LOG.warning('Valence tells no network interface of node %s; no port is made', task.node.uuid)
        inspect_utils.create_ports_if_not_exist(task, addresses)
        return states.MANAGEABLE

    @staticmethod
    def _properties(node, found: dict, drives: list) -> dict:
        """The node's properties with what was found; what Valence does not tell stays as it was."""
        properties = dict(node.properties or {})
        # A server without drives is composed on purpose, so 0 is an answer here and not for the others.
        properties['local_gb'] = str(document.local_gb(drives))
        for name, value in (('cpus', document.cpus(found)), ('cpu_arch', document.cpu_arch(found)),
                            ('memory_mb', document.memory_mb(found))):
            if value:
                properties[name] = str(value)
        mode = document.boot_mode(found)
        if mode and not driver_utils.get_node_capability(node, 'boot_mode'):
            properties['capabilities'] = utils.get_updated_capabilities(properties.get('capabilities', ''), {'boot_mode': mode})
        return properties
