from unittest import mock

from ironic.common import exception
from ironic.common import states
from ironic.conf import CONF
from oslo_service import loopingcall

from ironic_valence import power
from tests import case


def shows(state):
    return {'uuid': case.UUID, 'node_power_state': state}


class PowerTest(case.ValenceCase):
    def setUp(self):
        super().setUp()
        self.power = power.ValencePower()
        self.task.driver.power = self.power

        # Ironic looks after a second, and then later and later; here at once.
        start = loopingcall.BackOffLoopingCall.start
        patched = mock.patch.object(
            loopingcall.BackOffLoopingCall, 'start',
            lambda call, **options: start(call, **{**options, 'initial_delay': 0.01, 'starting_interval': 0.01, 'max_interval': 0.01}))
        patched.start()
        self.addCleanup(patched.stop)

    def resets(self):
        return [request.body['Reset']['Type'] for request in self.valence.requests if request.method == 'POST']

    def test_states(self):
        for told, state in (('On', states.POWER_ON), ('PoweringOn', states.POWER_ON), ('PoweringOff', states.POWER_ON), ('Off', states.POWER_OFF),
                            (None, states.ERROR), ('Paused', states.ERROR)):
            with self.subTest(told):
                self.valence._answers.clear()
                self.valence.on('GET', case.NODE, shows(told))
                self.assertEqual(state, self.power.get_power_state(self.task))

    def test_an_expether_fabric_tells_it_in_its_own_field(self):
        self.valence.on('GET', case.NODE, {'power_state': 'on'})

        self.assertEqual(states.POWER_ON, self.power.get_power_state(self.task))

    def test_each_wish_is_a_reset_that_is_waited_for(self):
        for wish, reset, before, after in (
                (states.POWER_ON, 'On', 'Off', 'On'), (states.POWER_OFF, 'ForceOff', 'On', 'Off'),
                (states.SOFT_POWER_OFF, 'GracefulShutdown', 'PoweringOff', 'Off'), (states.SOFT_REBOOT, 'GracefulRestart', 'On', 'On')):
            with self.subTest(wish):
                self.valence.requests.clear()
                self.valence._answers.clear()
                self.valence.on('POST', case.ACTION, status=204).on('GET', case.NODE, shows(before)).on('GET', case.NODE, shows(after))

                self.power.set_power_state(self.task, wish)

                self.assertEqual([reset], self.resets())
                self.assertEqual('GET ' + case.NODE, self.valence.asked()[-1])

    def test_a_reboot_is_off_and_then_on(self):
        self.valence.on('POST', case.ACTION, status=204)
        for state in ('On', 'PoweringOff', 'Off', 'Off', 'On'):
            self.valence.on('GET', case.NODE, shows(state))

        self.power.reboot(self.task)

        self.assertEqual(['ForceOff', 'On'], self.resets())
        # Not before it is off: ask, off, look (still on its way), look.
        self.assertEqual(['GET', 'POST', 'GET', 'GET', 'POST'], [request.method for request in self.valence.requests[:5]])

    def test_a_reboot_of_what_is_off_switches_it_on(self):
        self.valence.on('POST', case.ACTION, status=204).on('GET', case.NODE, shows('Off')).on('GET', case.NODE, shows('On'))

        self.power.set_power_state(self.task, states.REBOOT)

        self.assertEqual(['On'], self.resets())

    def test_what_does_not_come_is_a_failure(self):
        self.valence.on('POST', case.ACTION, status=204).on('GET', case.NODE, shows('Off'))

        with self.assertRaises(exception.PowerStateFailure):
            self.power.set_power_state(self.task, states.POWER_ON, timeout=1)

    def test_a_refusal_is_told_and_not_waited_out(self):
        self.valence.on('POST', case.ACTION, case.REFUSED, status=400)

        with self.assertRaisesRegex(exception.InvalidParameterValue, 'this node does not take it'):
            self.power.set_power_state(self.task, states.SOFT_POWER_OFF)

        self.assertEqual(['POST ' + case.ACTION], self.valence.asked())

    def test_a_state_that_nobody_can_set(self):
        with self.assertRaises(exception.InvalidParameterValue):
            self.power.set_power_state(self.task, states.ERROR)

    def test_a_lock_is_needed_to_change_anything(self):
        self.task.shared = True
        for change in (lambda: self.power.set_power_state(self.task, states.POWER_ON), lambda: self.power.reboot(self.task)):
            with self.assertRaises(exception.ExclusiveLockRequired):
                change()

    def test_validation_asks_nobody(self):
        self.power.validate(self.task)
        self.assertEqual([], self.valence.requests)
        del self.node.driver_info['valence_node']
        with self.assertRaises(exception.MissingParameterValue):
            self.power.validate(self.task)

    def test_all_five_wishes_are_offered(self):
        self.assertEqual({states.POWER_ON, states.POWER_OFF, states.REBOOT, states.SOFT_POWER_OFF, states.SOFT_REBOOT},
                         set(self.power.get_supported_power_states(self.task)))
        self.assertGreater(CONF.conductor.power_state_change_timeout, 0)
