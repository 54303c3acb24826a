"""What most tests begin with: a stub of Valence, a node that points at it, a task that holds the node."""

import types
import unittest

from ironic.common import states
from ironic.conductor import task_manager
from ironic.conf import CONF
from oslo_config import fixture as config_fixture

from ironic_valence import access
from tests import stub

UUID = '6f2b3e0a-5d0c-4d2a-9a3f-0c1d2e3f4a5b'
NODE = '/v1/nodes/' + UUID
ACTION = NODE + '/action'
REFUSED = {'code': 'Bad Request', 'detail': 'Reset.Type: this node does not take it', 'fault': 'caller', 'request_id': 'r-1', 'status': 400,
           'title': 'Validation Error'}
UNKNOWN = {'code': 'Not Found', 'detail': "There is no node '%s'." % UUID, 'fault': 'caller', 'request_id': 'r-2', 'status': 404,
           'title': 'Resource could not be found'}


class Node(types.SimpleNamespace):
    """The parts of ironic.objects.Node that the plug-in uses; what is saved can be looked at."""

    def __init__(self, **fields) -> None:
        defaults = {'uuid': '11111111-2222-3333-4444-555555555555', 'name': 'web-1', 'driver': 'valence', 'driver_info': {},
                    'driver_internal_info': {}, 'properties': {}, 'provision_state': states.MANAGEABLE, 'instance_uuid': None,
                    'maintenance': False, 'maintenance_reason': None, 'saved': []}
        super().__init__(**{**defaults, **fields})

    def save(self) -> None:
        self.saved.append({'driver_info': dict(self.driver_info), 'driver_internal_info': dict(self.driver_internal_info)})

    def set_driver_internal_info(self, key, value) -> None:
        self.driver_internal_info = {**self.driver_internal_info, key: value}

    def del_driver_internal_info(self, key) -> None:
        self.driver_internal_info = {name: value for name, value in self.driver_internal_info.items() if name != key}


class Context:
    def ensure_thread_contain_context(self) -> None:
        pass


class Task(task_manager.TaskManager):
    """A task that holds the node, without a database that says so. The lock of Ironic takes no stand-in of another class."""

    node = None

    def __init__(self, node) -> None:
        self.node, self.shared, self.context, self.driver = node, False, Context(), types.SimpleNamespace()


class ValenceCase(unittest.TestCase):
    def setUp(self) -> None:
        self.valence = stub.StubValence()
        self.addCleanup(self.valence.close)
        config = config_fixture.Config(CONF)
        config.setUp()
        self.addCleanup(config.cleanUp)
        self.configure = lambda **options: config.config(group='valence', **options)
        self.node = Node(driver_info={'valence_api_url': self.valence.url, access.NODE: UUID})
        self.task = Task(self.node)

    def last_body(self):
        return self.valence.requests[-1].body
