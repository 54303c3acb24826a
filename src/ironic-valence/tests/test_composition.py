from ironic.common import exception
from ironic.common import states

from ironic_valence import access
from ironic_valence import composition
from tests import case

OPERATION = '/v1/operations/op-1'


def operation(state, **more):
    return {'id': 'op-1', 'kind': 'compose', 'subject': 'node:' + case.UUID, 'state': state, **more}


class CompositionCase(case.ValenceCase):
    def setUp(self):
        super().setUp()
        # As short as the option allows: what is polled here is finished at the second look at the latest.
        self.configure(operation_interval=1)


class ComposeTest(CompositionCase):
    def setUp(self):
        super().setUp()
        del self.node.driver_info[access.NODE]

    def compose(self, **arguments):
        composition.compose(self.task, {'flavor_id': 'f-1', 'http_method': 'POST', **arguments})

    def test_the_node_gets_its_server(self):
        self.valence.on('POST', '/v1/nodes', operation('running'), status=202).on('GET', OPERATION, operation('succeeded'))

        self.compose()

        self.assertEqual(case.UUID, self.node.driver_info[access.NODE])
        self.assertEqual({}, self.node.saved[-1]['driver_internal_info'])
        self.assertEqual(case.UUID, self.node.saved[-1]['driver_info'][access.NODE])
        asked = self.valence.requests[0]
        self.assertEqual({'flavor_id': 'f-1', 'name': 'web-1'}, asked.body)
        self.assertEqual('respond-async', asked.headers['Prefer'])

    def test_what_is_asked_is_stored_before_it_is_asked(self):
        self.valence.on('POST', '/v1/nodes', operation('succeeded'), status=202)

        self.compose()

        stored = self.node.saved[0]['driver_internal_info'][composition.PENDING]
        self.assertEqual(self.valence.requests[0].headers['Idempotency-Key'], stored['key'])
        self.assertEqual(self.valence.requests[0].body, stored['request'])

    def test_a_repeat_after_a_crash_asks_the_same_again(self):
        self.valence.on('POST', '/v1/nodes', status=503).on('POST', '/v1/nodes', operation('succeeded'), status=202)

        with self.assertRaises(exception.TemporaryFailure):
            self.compose()
        self.compose()

        first, second = self.valence.requests
        self.assertEqual((first.headers['Idempotency-Key'], first.body), (second.headers['Idempotency-Key'], second.body))

    def test_other_arguments_do_not_go_over_what_may_be_under_way(self):
        self.valence.on('POST', '/v1/nodes', status=503)
        with self.assertRaises(exception.TemporaryFailure):
            self.compose()

        composition.check_compose(self.node, {'flavor_id': 'f-1'})
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'same arguments'):
            composition.check_compose(self.node, {'flavor_id': 'f-2'})

    def test_a_lost_credential_on_the_way_loses_nothing(self):
        self.valence.on('POST', '/v1/nodes', operation('running'), status=202).on('GET', OPERATION, {'detail': 'expired'}, status=401)

        with self.assertRaisesRegex(exception.DriverOperationError, 'expired'):
            self.compose()

        self.assertIn(composition.PENDING, self.node.saved[-1]['driver_internal_info'])

    def test_a_refusal_leaves_nothing_pending(self):
        self.valence.on('POST', '/v1/nodes', case.REFUSED, status=400)

        with self.assertRaises(exception.InvalidParameterValue):
            self.compose()

        self.assertEqual({}, self.node.saved[-1]['driver_internal_info'])

    def test_a_composition_that_fails_tells_why_and_leaves_nothing_pending(self):
        for state in ('failed', 'cancelled', 'needs attention'):
            with self.subTest(state):
                self.valence._answers.clear()
                self.valence.on('POST', '/v1/nodes', operation(state, error={'detail': 'The cable is loose.'}), status=202)

                with self.assertRaisesRegex(exception.DriverOperationError, 'op-1 of Valence ended as %s: The cable is loose' % state):
                    self.compose()

                self.assertEqual({}, self.node.saved[-1]['driver_internal_info'])
                self.assertNotIn(access.NODE, self.node.driver_info)

    def test_one_that_takes_too_long_can_be_taken_up_again(self):
        self.configure(operation_timeout=1)
        self.valence.on('POST', '/v1/nodes', operation('running'), status=202).on('GET', OPERATION, operation('running'))

        with self.assertRaisesRegex(exception.TemporaryFailure, 'op-1'):
            self.compose()

        self.assertIn(composition.PENDING, self.node.saved[-1]['driver_internal_info'])

    def test_a_valence_without_operations_answers_the_node(self):
        self.valence.on('POST', '/v1/nodes', {'uuid': case.UUID, 'name': 'web-1'})

        self.compose()

        self.assertEqual(case.UUID, self.node.driver_info[access.NODE])

    def test_an_answer_without_a_uuid_is_no_success(self):
        self.valence.on('POST', '/v1/nodes', {'name': 'web-1'})

        with self.assertRaises(exception.DriverOperationError):
            self.compose()

        self.assertNotIn(access.NODE, self.node.driver_info)

    def test_properties_may_come_as_text(self):
        self.valence.on('POST', '/v1/nodes', operation('succeeded'), status=202)

        composition.compose(self.task, {'properties': '{"memory": {"capacity_mib": "8192"}}', 'name': 'db'})

        self.assertEqual({'properties': {'memory': {'capacity_mib': '8192'}}, 'name': 'db'}, self.valence.requests[0].body)

    def test_arguments_that_cannot_be(self):
        for arguments in ({'flavour': 'f'}, {'properties': '{'}, {'flavor_id': 'f', 'properties': {}}):
            with self.subTest(arguments):
                with self.assertRaises(exception.InvalidParameterValue):
                    composition.check_compose(self.node, arguments)


class ReleaseTest(CompositionCase):
    def test_the_hardware_goes_back_and_the_node_forgets_it(self):
        self.valence.on('GET', case.NODE, {'uuid': case.UUID}).on('DELETE', case.NODE, operation('running'), status=202)
        self.valence.on('GET', OPERATION, operation('succeeded'))

        composition.release(self.task)

        self.assertEqual(['GET ' + case.NODE, 'DELETE ' + case.NODE, 'GET ' + OPERATION], self.valence.asked())
        self.assertNotIn(access.NODE, self.node.saved[-1]['driver_info'])
        self.assertTrue(self.node.maintenance)

    def test_a_release_that_fails_keeps_the_server(self):
        self.valence.on('GET', case.NODE, {'uuid': case.UUID})
        self.valence.on('DELETE', case.NODE, operation('needs attention', note='a drive is left'), status=202)

        with self.assertRaisesRegex(exception.DriverOperationError, 'a drive is left'):
            composition.release(self.task)

        self.assertEqual(case.UUID, self.node.driver_info[access.NODE])
        self.assertFalse(self.node.maintenance)

    def test_a_repeat_after_a_crash_finds_it_done(self):
        self.valence.on('GET', case.NODE, case.UNKNOWN, status=404)

        composition.release(self.task)

        self.assertNotIn(access.NODE, self.node.driver_info)

    def test_a_valence_without_operations_has_finished(self):
        self.valence.on('GET', case.NODE, {'uuid': case.UUID}).on('DELETE', case.NODE, {'code': 'DELETED', 'detail': 'gone'})

        composition.release(self.task)

        self.assertNotIn(access.NODE, self.node.driver_info)

    def test_what_valence_has_registered_is_released_there(self):
        self.valence.on('GET', case.NODE, {'managed_by': 'ironic', 'ironic_uuid': self.node.uuid})

        with self.assertRaisesRegex(exception.InvalidParameterValue, 'release it there'):
            composition.release(self.task)

        self.assertEqual(['GET ' + case.NODE], self.valence.asked())

    def test_hardware_that_ironic_uses_is_not_freed(self):
        for state in (states.ACTIVE, states.AVAILABLE, states.CLEANING, states.DEPLOYING, states.ERROR):
            with self.subTest(state):
                self.node.provision_state = state
                with self.assertRaisesRegex(exception.InvalidParameterValue, state):
                    composition.check_release(self.node)
        for state in (states.ENROLL, states.MANAGEABLE):
            self.node.provision_state = state
            composition.check_release(self.node)
        self.node.instance_uuid = case.UUID
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'in use'):
            composition.check_release(self.node)
