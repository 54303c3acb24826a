using NUnit.Framework;
using Shouldly;
using Simulator.Chance;
using Simulator.Fixtures;
using Simulator.Hardware;

namespace Simulator.Tests.Fixtures;

public sealed class RackFileTests
{
    private const string Models = """
        "models": { "m": { "model": "M", "processors": [ { "model": "P", "cores": 8 } ], "memory": [ { "mib": 8192 } ], "nics": [ { "mbps": 10000 } ] } }
        """;

    private static Pod Demo(long seed) =>
        RackFile.Load(Path.Combine(AppContext.BaseDirectory, "fixtures", "racks", "demo.json"), new Seed(seed), TimeProvider.System);

    [Test]
    public void The_demo_rack_is_what_its_comment_says()
    {
        var pod = Demo(1);

        pod.Racks.Select(r => r.Id).ShouldBe(["r1", "r2"]);
        pod.Systems.Count.ShouldBe(16);
        pod.Systems.Values.Select(s => s.Model).Distinct().Count().ShouldBe(4);
        pod.Devices.Values.CountBy(d => d.Kind).ToDictionary().ShouldBe(
            new Dictionary<PooledDeviceKind, int>
            {
                [PooledDeviceKind.NVMe] = 12, [PooledDeviceKind.GPU] = 3, [PooledDeviceKind.FPGA] = 2, [PooledDeviceKind.Memory] = 6, [PooledDeviceKind.NIC] = 4,
                [PooledDeviceKind.Expansion] = 2,
            }, ignoreOrder: true);
        pod.Devices.Values.ShouldAllBe(d => d.ReachedFrom.SetEquals(new[] { "r1", "r2" }));
        pod.Racks[0].StorageServices.ShouldHaveSingleItem().CapacityGiB.ShouldBe(48_000);
        pod.Timings.ConfigureSystem.ShouldBe(TimeSpan.FromSeconds(4));
    }

    [Test]
    public void An_ExpEther_fabric_stands_beside_the_racks()
    {
        var pod = RackFile.Load(Path.Combine(AppContext.BaseDirectory, "fixtures", "racks", "expether.json"), new Seed(1), TimeProvider.System);

        var boards = pod.ExpEther.ShouldNotBeNull().Look();
        boards.Count(b => b.Board is Simulator.Hardware.ExpEther.ServerBoard).ShouldBe(4);
        boards.Select(b => b.Board.Id).ShouldBeUnique();
        boards.Count(b => !b.State.IsUp).ShouldBe(2);
        Demo(1).ExpEther.ShouldBeNull();
    }

    [Test]
    public void Everything_wrong_with_a_fabric_is_told_at_once()
    {
        const string fabric = """
            "expether": { "servers": [ { "speed": "1g", "maxDevices": -1 } ],
                          "devices": [ { "pciClass": "1", "pciVendor": "0x144d" }, { "speed": "10g", "pciClass": "0x010802" } ], "gids": 3 }
            """;

        var told = Should.Throw<FixtureFileException>(() => RackFile.Parse(
            $$"""{ "pod": { "name": "P" }, {{Models}}, "racks": [ { "drawers": [ { "unit": 1, "sleds": [ "m" ] } ] } ], {{fabric}} }""",
            "test", new Seed(1), TimeProvider.System)).Problems;

        told.Select(p => p.Split(':')[0]).ShouldBe(
        [
            "$.expether.servers[0].speed", "$.expether.servers[0].maxDevices", "$.expether.devices[0].pciClass", "$.expether.devices[0].pciDevice",
            "$.expether.devices[1].pciClass", "$.expether.gids",
        ], ignoreOrder: true);
    }

    [Test]
    public void The_same_seed_and_file_make_the_same_parts()
    {
        Parts(Demo(5)).ShouldBe(Parts(Demo(5)));
        Parts(Demo(5)).Intersect(Parts(Demo(6))).ShouldBeEmpty();
    }

    [Test]
    public void No_address_serial_number_or_id_is_given_twice()
    {
        var pod = Demo(1);

        pod.Systems.Values.SelectMany(s => s.EthernetInterfaces).Select(e => e.MacAddress).ShouldBeUnique();
        Parts(pod).ShouldBeUnique();
        pod.Racks.Select(r => r.Id).Concat(pod.Drawers.Keys).Concat(pod.Systems.Keys).Concat(pod.Devices.Keys).ShouldBeUnique();
    }

    [Test]
    public void Addresses_are_locally_administered_and_of_one_machine() =>
        Demo(1).Systems.Values.SelectMany(s => s.EthernetInterfaces).ShouldAllBe(e => e.MacAddress.StartsWith("02:") && e.MacAddress.Length == 17);

    [Test]
    public void Each_port_of_a_switch_has_one_cable_of_its_own_rack()
    {
        var pod = Demo(1);
        var cabled = pod.Systems.Values.SelectMany(s => s.EthernetInterfaces, (s, e) => (s.RackId, Port: e.SwitchPort!.Value)).ToList();

        cabled.Select(c => c.Port).ShouldBeUnique();
        cabled.ShouldAllBe(c => c.Port.Switch == $"{c.RackId}-switch-1");
    }

    [Test]
    public void A_network_interface_without_a_free_port_is_not_cabled()
    {
        var pod = Parse($$"""
            { "pod": { "name": "p" }, {{Models}}, "racks": [ { "switches": [ { "unit": 42, "ports": 1 } ], "drawers": [ { "unit": 1, "sleds": [ "m", "m" ] } ] } ] }
            """);

        pod.Systems.Values.Select(s => s.EthernetInterfaces[0].SwitchPort is not null).ShouldBe([true, false]);
    }

    [Test]
    public void What_a_file_leaves_out_has_a_default()
    {
        var pod = Parse($$"""{ "pod": { "name": "p" }, {{Models}}, "racks": [ { "drawers": [ { "unit": 1, "sleds": [ "m" ] } ] } ] }""");

        pod.Id.ShouldBe("pod");
        pod.Racks[0].ShouldSatisfyAllConditions(r => r.Id.ShouldBe("r1"), r => r.Units.ShouldBe(42));
        pod.Systems.Keys.ShouldBe(["r1-d1-s1"]);
        pod.Systems["r1-d1-s1"].Processors[0].Threads.ShouldBe(16);
        pod.Timings.ShouldBe(new HardwareTimings());
    }

    [Test]
    public void Comments_and_trailing_commas_are_welcome() =>
        Parse($$"""{ /* here */ "pod": { "name": "p", }, {{Models}}, "racks": [ { "drawers": [ { "unit": 1, "sleds": [ "m" ], }, ], }, ], }""")
            .Systems.Count.ShouldBe(1);

    private static IEnumerable<TestCaseData> Broken()
    {
        yield return Row("empty", "", "line 1, column 1: is not JSON: The input does not contain any JSON tokens");
        yield return Row("a list", "[]", "$: must be an object");
        yield return Row("nothing in it", "{}", "$.pod: is missing", "$.models: is missing", "$.racks: is missing");
        yield return Row("kinds mixed up", """{ "pod": "x", "models": [], "racks": {} }""",
            "$.pod: must be an object, not the text 'x'", "$.models: must be an object, not a list", "$.racks: must be a list, not an object");
        yield return Row("empty racks", """{ "pod": { "name": null }, "models": {}, "racks": [] }""",
            "$.pod.name: must be a text, not null", "$.racks: must not be empty");
        yield return Row("typing errors", Racks("""{ "drawers": [ { "unit": 1, "sleds": [ "m" ], "hieght": 2 } ], "untis": 42 }"""),
            "$.racks[0].drawers[0].hieght: is not known here; known are accelerators, connects, drives, expansions, fans, height, id, memoryPool, name, networkCards, sleds, unit",
            "$.racks[0].untis: is not known here; known are drawers, id, name, powerSupplies, storageServices, switches, units");
        yield return Row("numbers out of range", Racks("""{ "units": 61, "drawers": [ { "unit": 0, "sleds": [ "m" ], "fans": -1 }, { "unit": 1.5, "height": "two", "sleds": [ "m" ] } ] }"""),
            "$.racks[0].units: 61 is not between 1 and 60",
            "$.racks[0].drawers[0].unit: 0 is not between 1 and 42",
            "$.racks[0].drawers[0].fans: -1 is not between 0 and 64",
            "$.racks[0].drawers[1].height: must be a whole number, not the text 'two'",
            "$.racks[0].drawers[1].unit: must be a whole number, not the number 1.5",
            "$.racks[0].drawers[1].unit: unit 1 is filled by $.racks[0].drawers[0] already");
        yield return Row("units filled twice or not there", Racks("""
            { "units": 10, "powerSupplies": [ { "unit": 3 } ], "drawers": [ { "unit": 2, "height": 2, "sleds": [ "m" ] }, { "unit": 10, "height": 2, "sleds": [ "m" ] } ] }
            """),
            "$.racks[0].drawers[0].unit: unit 3 is filled by $.racks[0].powerSupplies[0] already",
            "$.racks[0].drawers[1].unit: units 10 to 11 do not fit a rack of 10");
        yield return Row("models and racks that are not there", Racks("""{ "drawers": [ { "unit": 1, "connects": [ "r9" ], "sleds": [ "x", 5, "m" ] } ] }"""),
            "$.racks[0].drawers[0].sleds[1]: must be a text, not the number 5",
            "$.racks[0].drawers[0].connects: 'r9' is not a rack; racks are r1",
            "$.racks[0].drawers[0].sleds[0]: 'x' is not a model; models are m");
        yield return Row("an empty drawer", Racks("""{ "drawers": [ { "unit": 1 } ] }"""),
            "$.racks[0].drawers[0].sleds: a drawer holds at least one sled or pooled device");
        yield return Row("ids used twice or badly", Racks(
            """{ "id": "a", "drawers": [ { "id": "d", "unit": 1, "sleds": [ "m" ] }, { "id": "d", "unit": 5, "sleds": [ "m" ] } ] }""",
            """{ "id": "a", "drawers": [ { "id": "1 x", "unit": 1, "sleds": [ "m" ] } ] }"""),
            "$.racks[0].drawers[1].id: 'a-d' is used twice",
            "$.racks[1].id: 'a' is used twice",
            "$.racks[1].drawers[0].id: '1 x' is not an id (a letter, then letters, digits and dashes, at most 40)");
        yield return Row("a drawer with the id of a sled", Racks(
            """{ "drawers": [ { "id": "d", "unit": 1, "sleds": [ "m" ] }, { "id": "d-s1", "unit": 5, "sleds": [ "m" ] } ] }"""),
            "$.racks[0].drawers[1].id: 'r1-d-s1' is used twice");
        yield return Row("a rack with the id of the pod's chassis", Racks("""{ "id": "pod", "drawers": [ { "unit": 1, "sleds": [ "m" ] } ] }"""),
            "$.racks[0].id: 'pod' is the chassis of the pod itself");
        yield return Row("a sled with the id of a drawer", Racks(
            """{ "drawers": [ { "id": "d-s1", "unit": 5, "sleds": [ "m" ] }, { "id": "d", "unit": 1, "sleds": [ "m" ] } ] }"""),
            "$.racks[0].drawers[1].sleds[0]: its id 'r1-d-s1' is used twice");
        yield return Row("devices", Racks(
            """{ "drawers": [ { "unit": 1, "drives": [ { "gib": 0 }, 7 ], "accelerators": [ { "type": "TPU", "count": 300, "shares": 0 } ] } ] }"""),
            "$.racks[0].drawers[0].drives[1]: must be an object, not the number 7",
            "$.racks[0].drawers[0].drives[0].gib: 0 is not between 1 and 1000000",
            "$.racks[0].drawers[0].accelerators[0].type: 'TPU' is not one of GPU, FPGA",
            "$.racks[0].drawers[0].accelerators[0].count: 300 is not between 1 and 256",
            "$.racks[0].drawers[0].accelerators[0].shares: 0 is not between 1 and 64",
            "$.racks[0].drawers[0].accelerators[0].model: is missing");
        yield return Row("pools", Racks(
            """{ "drawers": [ { "unit": 1, "memoryPool": [ { "mib": 1, "type": "SRAM" } ], "networkCards": [ { "count": 0 } ], "expansions": [ { "slots": 99, "lanes": 4 } ] } ] }"""),
            "$.racks[0].drawers[0].memoryPool[0].mib: 1 is not between 1024 and 1048576",
            "$.racks[0].drawers[0].memoryPool[0].type: 'SRAM' is not one of DDR3, DDR4, DDR5",
            "$.racks[0].drawers[0].networkCards[0].count: 0 is not between 1 and 256",
            "$.racks[0].drawers[0].networkCards[0].mbps: is missing",
            "$.racks[0].drawers[0].expansions[0].slots: 99 is not between 1 and 32",
            "$.racks[0].drawers[0].expansions[0].lanes: is not known here; known are count, manufacturer, model, slots");
        yield return Row("timings", $$"""{ "pod": { "name": "p" }, "timings": { "powerOnSeconds": -1, "eraseDriveSeconds": "long", "bootSeconds": 1 }, {{Models}}, "racks": [ { "drawers": [ { "unit": 1, "sleds": [ "m" ] } ] } ] }""",
            "$.timings.powerOnSeconds: must be a number of seconds between 0 and 86400",
            "$.timings.eraseDriveSeconds: must be a number of seconds between 0 and 86400",
            "$.timings.bootSeconds: is not known here; known are bmcResetSeconds, clearSecretsSeconds, configurePortSeconds, configureSystemSeconds, connectVolumeSeconds, eraseDriveSeconds, firmwareApplySeconds, firmwareDownloadSeconds, firmwareVerifySeconds, initializeVolumeSeconds, powerOffSeconds, powerOnSeconds, zoneDeviceSeconds");
        yield return Row("a model", """
            { "pod": { "name": "p" }, "models": { "m": { "processors": [ { "model": "P", "cores": 0 } ], "memory": [], "drives": [ { "type": "Tape", "gib": 1, "rpm": 7200 } ] } },
              "racks": [ { "drawers": [ { "unit": 1, "sleds": [ "m" ] } ] } ] }
            """,
            "$.models.m.model: is missing",
            "$.models.m.processors[0].cores: 0 is not between 1 and 1024",
            "$.models.m.memory: must not be empty",
            "$.models.m.nics: is missing",
            "$.models.m.drives[0].type: 'Tape' is not one of SSD, HDD",
            "$.models.m.drives[0].rpm: is not known here; known are count, gib, manufacturer, model, protocol, type");

        static TestCaseData Row(string what, string json, params string[] problems) => new TestCaseData(json, problems).SetArgDisplayNames(what);

        static string Racks(params string[] racks) => $$"""{ "pod": { "name": "p" }, {{Models}}, "racks": [ {{string.Join(',', racks)}} ] }""";
    }

    [TestCaseSource(nameof(Broken))]
    public void Everything_wrong_with_a_file_is_listed_with_its_path(string json, string[] problems)
    {
        var refused = Should.Throw<FixtureFileException>(() => Parse(json));

        refused.Problems.ShouldBe(problems, ignoreOrder: true);
        refused.Message.ShouldStartWith($"rack.json cannot be used, {problems.Length} problem");
    }

    [Test]
    public void A_file_that_is_not_there_is_said_by_name() =>
        Should.Throw<FixtureFileException>(() => RackFile.Load("no/such/file.json", new Seed(1), TimeProvider.System)).Message.ShouldContain("no/such/file.json");

    private static Pod Parse(string json) => RackFile.Parse(json, "rack.json", new Seed(1), TimeProvider.System);

    // Serial numbers and UUIDs of everything that has one.
    private static List<string> Parts(Pod pod) =>
    [
        $"{pod.Uuid}",
        .. pod.Racks.SelectMany(r => new[] { $"{r.Uuid}", r.SerialNumber }),
        .. pod.Drawers.Values.Select(d => d.SerialNumber),
        .. pod.Devices.Values.Select(d => d.SerialNumber),
        .. pod.Systems.Values.SelectMany(s => s.Processors.Select(p => p.SerialNumber)
            .Concat(s.Memory.Select(m => m.SerialNumber)).Concat(s.Drives.Select(d => d.SerialNumber)).Append(s.SerialNumber).Append($"{s.Uuid}")),
    ];
}
