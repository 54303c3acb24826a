from unittest import mock

from ironic.common import exception
from ironic.common import states

from ironic_valence import inspect
from tests import case

SERVER = {
    'boot_mode': 'UEFI',
    'metadata': {
        'processor': [{'instruction_set': 'x86-64', 'total_core': 18}, {'instruction_set': 'x86-64', 'total_core': 18}],
        'memory': [{'total_memory_mb': 16384}, {'total_memory_mb': 16384}],
        'network': [{'mac': '02:00:00:00:00:01', 'status': 'Enabled'}],
    },
}
DRIVES = [{'capacity_bytes': 480 << 30}, {'capacity_bytes': 100 << 30}, {'capacity_bytes': 1 << 30}, {'capacity_bytes': None}]


class InspectTest(case.ValenceCase):
    def setUp(self):
        super().setUp()
        self.inspect = inspect.ValenceInspect()
        patched = mock.patch.object(inspect.inspect_utils, 'create_ports_if_not_exist')
        self.ports = patched.start()
        self.addCleanup(patched.stop)

    def tells(self, server=None, drives=None):
        self.valence.on('GET', case.NODE, SERVER if server is None else server)
        self.valence.on('GET', case.NODE + '/storages', DRIVES if drives is None else drives)

    def test_a_server(self):
        self.tells()

        self.assertEqual(states.MANAGEABLE, self.inspect.inspect_hardware(self.task))

        self.assertEqual({'cpus': '36', 'cpu_arch': 'x86_64', 'memory_mb': '32768', 'local_gb': '99', 'capabilities': 'boot_mode:uefi'},
                         self.node.properties)
        self.assertEqual(1, len(self.node.saved))
        self.ports.assert_called_once_with(self.task, ['02:00:00:00:00:01'])

    def test_a_server_without_drives_has_none(self):
        self.tells(drives=[])
        self.node.properties = {'local_gb': '500'}

        self.inspect.inspect_hardware(self.task)

        self.assertEqual('0', self.node.properties['local_gb'])

    def test_a_boot_mode_that_was_chosen_stays(self):
        self.tells()
        self.node.properties = {'capabilities': 'boot_mode:bios,profile:gold'}

        self.inspect.inspect_hardware(self.task)

        self.assertEqual('boot_mode:bios,profile:gold', self.node.properties['capabilities'])

    def test_what_is_not_told_fails_by_name_and_changes_nothing(self):
        self.tells(server={'metadata': {'network': []}})
        self.node.properties = {'cpu_arch': 'x86_64'}

        with self.assertRaisesRegex(exception.HardwareInspectionFailure, 'does not tell cpus, memory_mb of'):
            self.inspect.inspect_hardware(self.task)

        self.assertEqual({'cpu_arch': 'x86_64'}, self.node.properties)
        self.assertEqual([], self.node.saved)

    def test_processors_that_differ_have_no_architecture(self):
        mixed = {'metadata': {**SERVER['metadata'], 'processor': [
            {'instruction_set': 'x86-64', 'total_core': 8}, {'instruction_set': 'ARM-A64', 'total_core': 8}]}}
        self.tells(server=mixed)

        with self.assertRaisesRegex(exception.HardwareInspectionFailure, 'cpu_arch'):
            self.inspect.inspect_hardware(self.task)

    def test_a_valence_that_is_away_fails_the_inspection(self):
        self.valence.on('GET', case.NODE, {'detail': 'gone'}, status=503)

        with self.assertRaisesRegex(exception.HardwareInspectionFailure, 'gone'):
            self.inspect.inspect_hardware(self.task)
