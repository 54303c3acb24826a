import os
import tempfile

from ironic.common import exception

from ironic_valence import access
from ironic_valence import client
from tests import case


class AccessTest(case.ValenceCase):
    def test_a_node_names_its_valence(self):
        found = access.of_node(self.node)

        self.assertEqual((self.valence.url, None, None, True), (found.url, found.username, found.token, found.verify))

    def test_the_configuration_serves_nodes_that_name_none(self):
        self.configure(api_url='https://valence.example:8181/', username='ironic', password='secret', verify_ca='false')
        del self.node.driver_info['valence_api_url']

        found = access.of_node(self.node)

        self.assertEqual(('https://valence.example:8181', 'ironic', 'secret', False), (found.url, found.username, found.password, found.verify))

    def test_an_address_is_needed_somewhere(self):
        del self.node.driver_info['valence_api_url']

        with self.assertRaisesRegex(exception.MissingParameterValue, 'valence_api_url'):
            access.of_node(self.node)
        with self.assertRaisesRegex(exception.MissingParameterValue, 'api_url'):
            access.of_configuration()

    def test_credentials_of_the_configuration_do_not_go_elsewhere(self):
        self.configure(api_url='https://valence.example', username='ironic', password='secret')

        found = access.of_node(self.node)

        self.assertEqual((None, None, None), (found.username, found.password, found.token))

    def test_naming_the_configured_address_is_not_elsewhere(self):
        self.configure(api_url=self.valence.url + '/', auth_token='secret')

        self.assertEqual('secret', access.of_node(self.node).token)

    def test_a_node_with_credentials_of_its_own_keeps_to_them(self):
        self.configure(api_url=self.valence.url, auth_token='ours')
        self.node.driver_info.update(valence_username='joe', valence_password='his')

        found = access.of_node(self.node)

        self.assertEqual(('joe', 'his', None), (found.username, found.password, found.token))

    def test_a_path_of_authorities(self):
        with tempfile.NamedTemporaryFile() as file:
            self.node.driver_info['valence_verify_ca'] = file.name
            self.assertEqual(file.name, access.of_node(self.node).verify)

        self.assertFalse(os.path.exists(file.name))
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'valence_verify_ca'):
            access.of_node(self.node)

    def test_texts_that_mean_no(self):
        for text in ('false', 'False', '0', 'no', False):
            with self.subTest(text):
                self.node.driver_info['valence_verify_ca'] = text
                self.assertIs(False, access.of_node(self.node).verify)

    def test_addresses_that_cannot_be(self):
        for url in ('valence', 'ftp://valence.example', 'http://', 'http://host:port', 'http://host/?a=b', 'http://[::1'):
            with self.subTest(url):
                self.node.driver_info['valence_api_url'] = url
                with self.assertRaises(exception.InvalidParameterValue):
                    access.of_node(self.node)

    def test_a_password_in_the_address_is_refused_and_not_repeated(self):
        self.node.driver_info['valence_api_url'] = 'http://joe:tell-nobody@valence.example'

        with self.assertRaises(exception.InvalidParameterValue) as refused:
            access.of_node(self.node)

        self.assertIn('credentials', str(refused.exception))
        self.assertNotIn('tell-nobody', str(refused.exception))

    def test_half_of_the_credentials(self):
        self.node.driver_info['valence_username'] = 'joe'
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'go together'):
            access.of_node(self.node)

    def test_two_kinds_of_credentials(self):
        self.node.driver_info.update(valence_username='joe', valence_password='his', valence_auth_token='token')
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'not both'):
            access.of_node(self.node)

    def test_the_node_is_named_by_uuid(self):
        self.assertEqual(case.UUID, access.node_uuid(self.node))
        self.node.driver_info[access.NODE] = 'web-1'
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'not a uuid'):
            access.node_uuid(self.node)
        del self.node.driver_info[access.NODE]
        with self.assertRaises(exception.MissingParameterValue):
            access.node_uuid(self.node)

    def test_secrets_are_in_no_text(self):
        known = access.Access('http://valence', 'joe', 'password-1', 'token-1')

        self.assertNotIn('password-1', repr(known))
        self.assertNotIn('token-1', repr(known))
        self.assertNotIn('password-1', repr(client.ValenceClient(known).__dict__))

    def test_every_setting_of_a_node_is_told(self):
        self.assertEqual({'valence_node', 'valence_api_url', 'valence_username', 'valence_password', 'valence_auth_token', 'valence_verify_ca'},
                         set(access.PROPERTIES))
