import base64
import os
import socket
import tempfile
from unittest import mock

from ironic.common import exception

from ironic_valence import access
from ironic_valence import client
from ironic_valence import errors
from tests import case


class ClientTest(case.ValenceCase):
    def setUp(self):
        super().setUp()
        self.client = client.of_node(self.node)

    def test_a_token_goes_as_openstack_sends_it(self):
        self.valence.on('GET', case.NODE, {})

        client.ValenceClient(access.Access(self.valence.url, token='t-1')).node(case.UUID)

        headers = self.valence.requests[0].headers
        self.assertEqual('t-1', headers['X-Auth-Token'])
        self.assertNotIn('Authorization', headers)

    def test_name_and_password_go_in_utf_8(self):
        self.valence.on('GET', case.NODE, {})

        client.ValenceClient(access.Access(self.valence.url, username='zoë', password='gürtel')).node(case.UUID)

        self.assertEqual('Basic ' + base64.b64encode('zoë:gürtel'.encode()).decode(), self.valence.requests[0].headers['Authorization'])

    def test_nothing_comes_out_of_the_environment(self):
        self.valence.on('GET', case.NODE, {})
        with tempfile.NamedTemporaryFile('w') as netrc:
            netrc.write('machine 127.0.0.1 login joe password his\n')
            netrc.flush()
            with mock.patch.dict(os.environ, {'NETRC': netrc.name, 'http_proxy': 'http://127.0.0.1:9', 'no_proxy': ''}):
                self.client.node(case.UUID)

        self.assertNotIn('Authorization', self.valence.requests[0].headers)

    def test_a_redirect_is_not_followed(self):
        self.valence.on('GET', case.NODE, status=302, Location=self.valence.url + '/elsewhere')

        with self.assertRaisesRegex(exception.DriverOperationError, '302'):
            self.client.node(case.UUID)

        self.assertEqual(['GET ' + case.NODE], self.valence.asked())

    def test_nobody_listens(self):
        with socket.socket() as taken:
            taken.bind(('127.0.0.1', 0))
            url = 'http://127.0.0.1:%s' % taken.getsockname()[1]

            with self.assertRaisesRegex(exception.TemporaryFailure, '^Valence at %s cannot be reached for GET %s: .*refused' % (url, case.NODE)):
                client.ValenceClient(access.Access(url)).node(case.UUID)

    def test_somebody_listens_and_says_nothing(self):
        self.configure(timeout=1)
        with socket.create_server(('127.0.0.1', 0)) as silent:
            url = 'http://127.0.0.1:%s' % silent.getsockname()[1]

            with self.assertRaisesRegex(exception.TemporaryFailure, 'no answer in time'):
                client.ValenceClient(access.Access(url)).node(case.UUID)

    def test_answers_that_are_no_valence(self):
        for body in (b'<html>', [], b''):
            with self.subTest(body):
                self.valence._answers.clear()
                self.valence.on('GET', case.NODE, body)
                with self.assertRaisesRegex(exception.DriverOperationError, 'JSON object'):
                    self.client.node(case.UUID)

    def test_a_node_that_is_not_there_may_be_looked_for(self):
        self.valence.on('GET', case.NODE, case.UNKNOWN, status=404)

        self.assertIsNone(self.client.find_node(case.UUID))
        with self.assertRaisesRegex(exception.InvalidParameterValue, 'There is no node'):
            self.client.node(case.UUID)

    def test_a_404_of_somebody_else_does_not_mean_that_the_node_is_gone(self):
        self.valence.on('GET', case.NODE, b'<html>no such page</html>', status=404)

        with self.assertRaises(exception.InvalidParameterValue):
            self.client.find_node(case.UUID)


class ErrorsTest(case.ValenceCase):
    def test_statuses_become_exceptions_of_ironic(self):
        for status, kind, code in (
                (400, exception.InvalidParameterValue, 400),
                (401, exception.DriverOperationError, 500),
                (403, exception.DriverOperationError, 500),
                (404, exception.InvalidParameterValue, 400),
                (409, exception.Conflict, 409),
                (413, exception.InvalidParameterValue, 400),
                (429, exception.TemporaryFailure, 503),
                (500, exception.DriverOperationError, 500),
                (501, exception.UnsupportedDriverExtension, 400),
                (502, exception.TemporaryFailure, 503),
                (503, exception.TemporaryFailure, 503),
                (504, exception.TemporaryFailure, 503)):
            with self.subTest(status):
                problem = errors.of_answer('GET /v1', status, {'detail': 'so it is'})
                self.assertIs(kind, type(problem))
                self.assertEqual(code, problem.code)
                self.assertIn('Valence answered %s to GET /v1: so it is' % status, str(problem))

    def test_a_pod_that_is_away_is_no_valence_that_is_away(self):
        problem = errors.of_answer('GET /v1', 503, {'detail': 'the pod is offline', 'fault': 'pod manager', 'stage': 'show', 'next': 'wait'})

        self.assertIs(exception.DriverOperationError, type(problem))
        self.assertIn('side: pod manager, stage: show, next: wait', str(problem))

    def test_all_classes_are_ironics_own(self):
        # Others do not pass Ironic's RPC.
        for status in range(400, 600):
            self.assertEqual('ironic.common.exception', type(errors.of_answer('GET /', status, None)).__module__)

    def test_bodies_that_say_nothing(self):
        for body in (None, [], {}, {'detail': 5}, 'text'):
            with self.subTest(body):
                self.assertIn('no reason that could be read', str(errors.of_answer('GET /', 500, body)))

    def test_who_waits_is_told_in_a_class_that_passes(self):
        @errors.told_to_callers
        def fail():
            raise exception.TemporaryFailure('gone for now')

        with self.assertRaisesRegex(exception.InvalidParameterValue, 'gone for now') as told:
            fail()
        self.assertIs(exception.InvalidParameterValue, type(told.exception))
        self.assertEqual(503, told.exception.code)
