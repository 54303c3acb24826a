from ironic.common import boot_devices
from ironic.common import boot_modes
from ironic.common import exception

from ironic_valence import management
from tests import case


class ManagementTest(case.ValenceCase):
    def setUp(self):
        super().setUp()
        self.management = management.ValenceManagement()

    def test_devices_by_their_redfish_names(self):
        self.valence.on('POST', case.ACTION, status=204)
        for device, target in ((boot_devices.PXE, 'Pxe'), (boot_devices.DISK, 'Hdd'), (boot_devices.CDROM, 'Cd'), (boot_devices.BIOS, 'BiosSetup'),
                               (boot_devices.FLOPPY, 'Floppy')):
            with self.subTest(device):
                self.management.set_boot_device(self.task, device)
                self.assertEqual({'Boot': {'Enabled': 'Once', 'Target': target}}, self.last_body())
                self.assertIn(device, self.management.get_supported_boot_devices(self.task))

    def test_a_device_for_good(self):
        self.valence.on('POST', case.ACTION, status=204)

        self.management.set_boot_device(self.task, boot_devices.PXE, persistent=True)

        self.assertEqual({'Boot': {'Enabled': 'Continuous', 'Target': 'Pxe'}}, self.last_body())

    def test_a_device_that_valence_has_no_word_for(self):
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'wanboot'):
            self.management.set_boot_device(self.task, boot_devices.WANBOOT)

    def test_what_is_set_is_read(self):
        for told, device, persistent in (
                ({'boot_source': 'Pxe', 'boot_source_enabled': 'Continuous'}, 'pxe', True),
                ({'boot_source': 'Hdd', 'boot_source_enabled': 'Once'}, 'disk', False),
                ({'boot_source': 'Pxe'}, 'pxe', None),
                ({'boot_source': 'Pxe', 'boot_source_enabled': 'Disabled'}, None, None),
                ({'boot_source': 'None', 'boot_source_enabled': 'Disabled'}, None, None),
                ({'boot_source': 'UefiTarget', 'boot_source_enabled': 'Once'}, None, None),
                ({}, None, None)):
            with self.subTest(told):
                self.valence._answers.clear()
                self.valence.on('GET', case.NODE, told)
                self.assertEqual({'boot_device': device, 'persistent': persistent}, self.management.get_boot_device(self.task))

    def test_a_mode_leaves_the_device_as_it_is(self):
        self.valence.on('POST', case.ACTION, status=204).on('GET', case.NODE, {'boot_source': 'Pxe', 'boot_source_enabled': 'Continuous'})

        self.management.set_boot_mode(self.task, boot_modes.LEGACY_BIOS)

        self.assertEqual({'Boot': {'Enabled': 'Continuous', 'Target': 'Pxe', 'Mode': 'Legacy'}}, self.last_body())

    def test_no_mode_is_set_where_the_device_would_be_lost(self):
        self.valence.on('GET', case.NODE, {'boot_source': 'Pxe'})

        with self.assertRaises(exception.UnsupportedDriverExtension):
            self.management.set_boot_mode(self.task, boot_modes.UEFI)

    def test_a_mode_that_there_is_not(self):
        with self.assertRaises(exception.InvalidParameterValue):
            self.management.set_boot_mode(self.task, 'openfirmware')

    def test_the_mode_is_read_where_it_is_told(self):
        self.valence.on('GET', case.NODE, {'boot_mode': 'UEFI'}).on('GET', case.NODE, {'boot_mode': 'Legacy'}).on('GET', case.NODE, {})

        self.assertEqual(boot_modes.UEFI, self.management.get_boot_mode(self.task))
        self.assertEqual(boot_modes.LEGACY_BIOS, self.management.get_boot_mode(self.task))
        with self.assertRaises(exception.UnsupportedDriverExtension):
            self.management.get_boot_mode(self.task)

    def test_an_nmi(self):
        self.valence.on('POST', case.ACTION, status=204)

        self.management.inject_nmi(self.task)

        self.assertEqual({'Reset': {'Type': 'Nmi'}}, self.last_body())

    def test_whoever_waits_is_told_in_a_class_that_passes_ironics_rpc(self):
        busy = {'detail': 'under maintenance', 'fault': 'service'}
        self.valence.on('POST', case.ACTION, busy, status=503).on('GET', case.NODE, busy, status=503)
        for ask in (lambda: self.management.set_boot_device(self.task, 'pxe'), lambda: self.management.get_boot_device(self.task),
                    lambda: self.management.inject_nmi(self.task)):
            with self.assertRaisesRegex(exception.InvalidParameterValue, 'under maintenance') as told:
                ask()
            self.assertEqual(503, told.exception.code)

    def test_addresses_of_network_interfaces_in_use(self):
        self.valence.on('GET', case.NODE, {'metadata': {'network': [
            {'mac': '02:AA:00:00:00:01', 'status': 'Enabled'}, {'mac': '02:aa:00:00:00:02', 'status': 'Disabled'}, {'status': 'Enabled'},
            {'mac': '02:aa:00:00:00:03'}]}})

        self.assertEqual(['02:aa:00:00:00:01', '02:aa:00:00:00:03'], self.management.get_mac_addresses(self.task))

    def test_there_are_no_sensors(self):
        with self.assertRaises(NotImplementedError):
            self.management.get_sensors_data(self.task)

    def test_a_lock_is_needed_to_change_anything(self):
        self.task.shared = True
        for change in (lambda: self.management.set_boot_mode(self.task, 'uefi'), lambda: self.management.set_boot_device(self.task, 'pxe')):
            with self.assertRaises(exception.IronicException):
                change()
        self.assertEqual([], self.valence.requests)
