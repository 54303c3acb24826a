import importlib.metadata
import pathlib
import tomllib
import unittest

from ironic.drivers import base
from ironic.drivers.modules import agent
from ironic.drivers.modules import ipxe
from ironic.drivers.modules import noop
from ironic.drivers.modules import ramdisk

from ironic_valence import conf
from ironic_valence import hardware
from ironic_valence import inspect
from ironic_valence import vendor

PROJECT = pathlib.Path(__file__).parent.parent


class HardwareTest(unittest.TestCase):
    def setUp(self):
        self.valence = hardware.ValenceHardware()

    def test_ours_come_first(self):
        # Ironic's own inspection changes from release to release.
        self.assertEqual([inspect.ValenceInspect] + super(hardware.ValenceHardware, self.valence).supported_inspect_interfaces,
                         self.valence.supported_inspect_interfaces)
        self.assertEqual([vendor.ValenceVendor, noop.NoVendor], self.valence.supported_vendor_interfaces)

    def test_the_rest_is_as_for_any_hardware(self):
        self.assertEqual(ipxe.iPXEBoot, self.valence.supported_boot_interfaces[0])
        self.assertEqual(agent.AgentDeploy, self.valence.supported_deploy_interfaces[0])
        self.assertIn(ramdisk.RamdiskDeploy, self.valence.supported_deploy_interfaces)
        self.assertEqual([noop.NoRAID, agent.AgentRAID], self.valence.supported_raid_interfaces)
        self.assertEqual([noop.NoConsole], self.valence.supported_console_interfaces)

    def test_the_entry_points_lead_to_classes_of_their_kind(self):
        groups = tomllib.loads((PROJECT / 'pyproject.toml').read_text())['project']['entry-points']
        kinds = {'ironic.hardware.types': hardware.ValenceHardware, 'ironic.hardware.interfaces.power': base.PowerInterface,
                 'ironic.hardware.interfaces.management': base.ManagementInterface, 'ironic.hardware.interfaces.inspect': base.InspectInterface,
                 'ironic.hardware.interfaces.vendor': base.VendorInterface}
        for group, kind in kinds.items():
            with self.subTest(group):
                self.assertEqual(['valence'], list(groups[group]))
                found = importlib.metadata.EntryPoint('valence', groups[group]['valence'], group).load()
                self.assertTrue(issubclass(found, kind))
                # Nothing abstract is left, so it can be made.
                found()

    def test_secrets_are_marked_as_such(self):
        secret = {option.name for option in conf.OPTIONS if option.secret}

        self.assertEqual({'password', 'auth_token'}, secret)
        self.assertEqual([('valence', conf.OPTIONS)], conf.list_opts())
