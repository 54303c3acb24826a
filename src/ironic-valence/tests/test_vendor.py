from ironic.common import exception

from ironic_valence import vendor
from tests import case


class VendorTest(case.ValenceCase):
    def setUp(self):
        super().setUp()
        self.vendor = vendor.ValenceVendor()

    def answers(self):
        self.valence.on('GET', '/v1', {'id': 'v1'})
        self.valence.on('GET', '/v1/pod_managers', [{'status': 'Online'}, {'status': 'Online'}, {'status': 'Offline'}])

    def test_the_methods_and_how_they_are_called(self):
        self.assertEqual({'test_connection': False}, {name: route['async'] for name, route in self.vendor.driver_routes.items()})
        self.assertEqual({'test_connection': (False, False), 'compose': (True, True), 'release': (True, True)},
                         {name: (route['async'], route['require_exclusive_lock']) for name, route in self.vendor.vendor_routes.items()})

    def test_the_connection_of_the_driver(self):
        self.answers()
        self.configure(api_url=self.valence.url, auth_token='t-1')

        told = self.vendor.driver_routes['test_connection']['func'](None, http_method='GET')

        self.assertEqual({'api_url': self.valence.url, 'version': 'v1', 'pod_managers': {'Online': 2, 'Offline': 1}}, told)
        self.assertEqual('t-1', self.valence.requests[-1].headers['X-Auth-Token'])

    def test_the_command_line_is_told_nothing_but_success(self):
        self.answers()
        self.configure(api_url=self.valence.url)

        self.assertIsNone(self.vendor.driver_routes['test_connection']['func'](None, http_method='POST'))

        self.assertEqual(['GET /v1', 'GET /v1/pod_managers'], self.valence.asked())

    def test_the_connection_of_a_node_shows_the_node(self):
        self.answers()
        self.valence.on('GET', case.NODE, {'uuid': case.UUID, 'name': 'web-1', 'state': 'composed', 'node_power_state': 'Off'})

        told = self.vendor.vendor_routes['test_connection']['func'](self.task)

        self.assertEqual({'uuid': case.UUID, 'name': 'web-1', 'state': 'composed', 'power_state': 'power off'}, told['node'])

    def test_wrong_credentials_are_no_connection(self):
        self.valence.on('GET', '/v1', {'id': 'v1'})
        self.valence.on('GET', '/v1/pod_managers', {'detail': 'The token is not known.'}, status=401)
        self.configure(api_url=self.valence.url)

        with self.assertRaisesRegex(exception.InvalidParameterValue, 'The token is not known.*look at the credentials') as told:
            self.vendor.driver_routes['test_connection']['func'](None)
        self.assertEqual(500, told.exception.code)

    def test_something_else_than_valence_is_no_connection(self):
        self.valence.on('GET', '/v1', {'id': 'v3.14'})
        self.configure(api_url=self.valence.url)

        with self.assertRaisesRegex(exception.InvalidParameterValue, 'not a Valence API'):
            self.vendor.driver_routes['test_connection']['func'](None)

    def test_a_driver_without_an_address(self):
        with self.assertRaises(exception.MissingParameterValue):
            self.vendor.driver_validate('test_connection')

    def test_validation_by_method(self):
        self.vendor.validate(self.task, method='test_connection')
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'release it first'):
            self.vendor.validate(self.task, method='compose', flavor_id='f')
        del self.node.driver_info['valence_node']
        self.vendor.validate(self.task, method='compose', flavor_id='f', http_method='POST')
        for method in ('test_connection', 'release'):
            with self.assertRaises(exception.MissingParameterValue):
                self.vendor.validate(self.task, method=method)
        self.assertEqual([], self.valence.requests)
