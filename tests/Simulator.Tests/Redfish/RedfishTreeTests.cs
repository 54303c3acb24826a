using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Redfish;

/// <summary>Walks the whole tree from the root by its links, with one assembled node in it that uses everything.</summary>
public sealed class RedfishTreeTests
{
    private StartedSimulator _simulator = null!;
    private Dictionary<string, Answer> _tree = null!;

    [OneTimeSetUp]
    public async Task WalkAsync()
    {
        _simulator = await StartedSimulator.StartAsync();
        var redfish = _simulator.Redfish;
        await redfish.PostAsync("/redfish/v1/SessionService/Sessions", $$"""{"UserName":"admin","Password":"{{StartedSimulator.Password}}"}""");
        var node = await redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """
            { "Name": "web-1", "Description": "a node", "LocalDrives": [ { "FabricSwitch": true } ],
              "Processors": [ { "ProcessorType": "GPU" }, { "ProcessorType": "FPGA" }, { "TotalCores": 8 } ] }
            """);
        await redfish.PostAsync(node.Headers["Location"] + "/Actions/ComposedNode.Assemble");
        await _simulator.PassAsync(60);
        await redfish.PostAsync(node.Headers["Location"] + "/Actions/ComposedNode.Reset", """{"ResetType":"On"}""");
        await redfish.PostAsync("/redfish/v1/UpdateService/Actions/UpdateService.SimpleUpdate", """
            { "ImageURI": "http://images/bios-2.4.1.bin", "Targets": [ "/redfish/v1/Systems/r1-d1-s1" ], "@Redfish.OperationApplyTime": "OnReset" }
            """);
        await redfish.PostAsync("/redfish/v1/JobService/Jobs", """
            { "Payload": { "HttpOperation": "POST", "TargetUri": "/redfish/v1/Systems/r2-d3-s4/Actions/ComputerSystem.Reset", "JsonBody": "{\"ResetType\":\"ForceOff\"}" },
              "Schedule": { "InitialStartTime": "2020-01-01T00:00:00Z" } }
            """);
        await _simulator.PassAsync(60);
        await redfish.PostAsync("/redfish/v1/Systems/r1-d2-s1/Storage/local/Volumes", """
            { "RAIDType": "RAID1", "Links": { "Drives": [
              { "@odata.id": "/redfish/v1/Chassis/r1-d2-s1/Drives/drive-1" },
              { "@odata.id": "/redfish/v1/Chassis/r1-d2-s1/Drives/drive-2" } ] } }
            """);
        await redfish.PostAsync("/redfish/v1/StorageServices/r1-ss1/Volumes", """{"CapacityBytes":1073741824}""");
        await redfish.PostAsync("/redfish/v1/StorageServices/r1-ss1/Volumes", """
            { "CapacityBytes": 1073741824, "ReplicaInfos": [
              { "ReplicaType": "Snapshot", "Replica": { "@odata.id": "/redfish/v1/StorageServices/r1-ss1/Volumes/1" } } ] }
            """);
        await redfish.PostAsync("/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-12/Actions/Drive.SecureErase");
        await redfish.PostAsync("/redfish/v1/Fabrics/pcie/Zones", """
            { "Name": "mine", "Links": { "Endpoints": [
              { "@odata.id": "/redfish/v1/Fabrics/pcie/Endpoints/r2-d3-s4" }, { "@odata.id": "/redfish/v1/Fabrics/pcie/Endpoints/r1-d3-nvme-11" } ] } }
            """);
        await redfish.PostAsync("/redfish/v1/Systems", """
            { "Name": "composed", "Links": { "ResourceBlocks": [
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r2-d3-s3" },
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d3-nvme-10" } ] } }
            """);
        await redfish.PostAsync("/redfish/v1/CompositionService/ResourceBlocks", """
            { "Name": "free", "Description": "of two blocks", "Links": { "SupplyingResourceBlocks": [
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r2-d3-s1" },
              { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d3-nvme-9" } ] } }
            """);
        await redfish.PostAsync("/redfish/v1/CompositionService/Actions/CompositionService.Compose", """
            { "RequestFormat": "Manifest", "RequestType": "PreviewReserve", "Manifest": { "Stanzas": [
              { "StanzaId": "1", "StanzaType": "ComposeSystem", "Request": { "Name": "reserved", "Links": { "ResourceBlocks": [
                { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r2-d3-s2" } ] } } } ] } }
            """);
        var overNvme = await redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """
            { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r1-d2-s2" } } ], "RemoteDrives": [ { "CapacityGiB": 1, "Protocol": "NVMeOverFabrics" } ],
              "EthernetInterfaces": [ { "PrimaryVLAN": 7, "VLANs": [ { "VLANId": 7 } ] } ] }
            """);
        await redfish.PostAsync(overNvme.Headers["Location"] + "/Actions/ComposedNode.Assemble");
        await _simulator.PassAsync(60);
        var overIscsi = await redfish.PostAsync("/redfish/v1/Nodes/Actions/Allocate", """
            { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r1-d1-s3" } } ], "RemoteDrives": [ { "CapacityGiB": 1, "Protocol": "iSCSI" } ] }
            """);
        await redfish.PostAsync(overIscsi.Headers["Location"] + "/Actions/ComposedNode.Assemble");
        await _simulator.PassAsync(60);
        _simulator.App.Clock.Freeze();
        _tree = [];
        var next = new Queue<string>(["/redfish/v1/"]);
        while (next.TryDequeue(out var uri))
        {
            if (_tree.ContainsKey(uri.TrimEnd('/')))
            {
                continue;
            }

            var answer = await redfish.GetAsync(uri);
            _tree[uri.TrimEnd('/')] = answer;
            if (answer.Status == HttpStatusCode.OK)
            {
                Links(answer.Body).ToList().ForEach(next.Enqueue);
            }
        }
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _simulator.DisposeAsync();

    [Test]
    public void Every_link_leads_to_a_resource()
    {
        _tree.Where(r => r.Value.Status != HttpStatusCode.OK).Select(r => $"{r.Key}: {r.Value.Status}").ShouldBeEmpty();
        _tree.Count.ShouldBeGreaterThan(350);
    }

    [Test]
    public void Every_resource_says_who_it_is()
    {
        Each((uri, body) => body.GetProperty("@odata.id").GetString()!.TrimEnd('/') == uri, "has another @odata.id");
        Each((_, body) => body.GetProperty("@odata.type").GetString()!.StartsWith('#'), "has no type");
        Each((_, body) => body.GetProperty("Name").GetString()!.Length > 0, "has no name");
        Each((_, body) => body.TryGetProperty("Members", out var _) != body.TryGetProperty("Id", out var _), "needs an Id, or is a collection without");
        Each((uri, body) => !body.TryGetProperty("Id", out var id) || uri == "/redfish/v1" || IsSingleton(uri) || uri.EndsWith($"/{id}", StringComparison.Ordinal), "ends otherwise than its Id");

        static bool IsSingleton(string uri) => uri is "/redfish/v1/SessionService" or "/redfish/v1/TaskService" or "/redfish/v1/EventService" or "/redfish/v1/UpdateService"
            or "/redfish/v1/JobService";
    }

    [Test]
    public void Every_count_counts_its_list() => Each(
        (_, body) => Counts(body).All(c => c.Count == c.Of),
        "counts wrong");

    [Test]
    public void Every_resource_has_the_headers_of_its_kind()
    {
        Each(a => a.Headers["OData-Version"] == "4.0", "OData-Version");
        Each(a => a.Headers["Content-Type"] == "application/json; charset=utf-8", "Content-Type");
        Each(a => a.Headers["Cache-Control"] == "no-cache", "Cache-Control");
        Each(a => a.Headers["Allow"].StartsWith("GET, HEAD", StringComparison.Ordinal), "Allow");
        Each(a => a.Headers["ETag"] is ['"', .., '"'], "ETag");

        void Each(Func<Answer, bool> holds, string header) => _tree.Where(r => !holds(r.Value)).Select(r => $"{r.Key}: {header}").ShouldBeEmpty();
    }

    [Test]
    public void Every_resource_keeps_to_the_schema_of_the_standard()
    {
        if (StandardSchemas.Find() is not { } schemas)
        {
            Assert.Ignore("There is no copy of the standard's JSON schemas beside the repository.");
            return;
        }

        AddOwn(schemas);
        _tree.SelectMany(r => schemas.Problems(r.Value.Body).Select(p => $"{r.Key} {p}")).ShouldBeEmpty();
    }

    [Test]
    public void Every_section_of_intel_rsd_keeps_to_the_schema_that_is_served()
    {
        if (StandardSchemas.Find() is not { } schemas)
        {
            Assert.Ignore("There is no copy of the standard's JSON schemas beside the repository.");
            return;
        }

        const string type = "#Intel.Oem.";
        AddOwn(schemas);
        var sections = _tree.SelectMany(r => Sections(r.Value.Body), (r, section) => (r.Key, Section: section)).ToList();

        sections.Select(s => s.Section.GetProperty("@odata.type").GetString()).Distinct().Count().ShouldBeGreaterThan(5);
        sections.SelectMany(s => schemas.Problems(s.Section, "Intel.Oem.json", s.Section.GetProperty("@odata.type").GetString()![type.Length..])
            .Select(p => $"{s.Key} {p}")).ShouldBeEmpty();

        static IEnumerable<JsonElement> Sections(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Sections(p.Value))
                .Concat(value.TryGetProperty("@odata.type", out var t) && t.GetString()!.StartsWith(type, StringComparison.Ordinal) ? [value] : []),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Sections),
            _ => [],
        };
    }

    [Test]
    public void The_check_by_schema_finds_what_is_wrong()
    {
        if (StandardSchemas.Find() is not { } schemas)
        {
            Assert.Ignore("There is no copy of the standard's JSON schemas beside the repository.");
            return;
        }

        schemas.Problems(JsonElement.Parse("""
            { "@odata.id": "/redfish/v1/Systems/x", "@odata.type": "#ComputerSystem.v1_27_0.ComputerSystem", "Id": "x",
              "Colour": "red", "PowerState": "Asleep", "Status": { "Mood": "good" }, "Links": { "Chassis": [ { "id": 1 } ] },
              "MemorySummary": { "TotalSystemMemoryGiB": -1 } }
            """)).ShouldBe(
        [
            "$.Name: is missing",
            "$.Colour: is not in the schema",
            "$.PowerState: Asleep is not in the enumeration",
            "$.Status.Mood: is not in the schema",
            "$.Links.Chassis[0].id: is not in the schema",
            "$.MemorySummary.TotalSystemMemoryGiB: -1 is out of range",
        ], ignoreOrder: true);
    }

    [Test]
    public void The_tree_holds_the_demo_rack()
    {
        Members("/redfish/v1/Systems").ShouldBe(16);
        Members("/redfish/v1/Managers").ShouldBe(17);
        Members("/redfish/v1/Chassis").ShouldBe(1 + 2 + 8 + 2 + 16 + 1);
        Members("/redfish/v1/Nodes").ShouldBe(4);
        Members("/redfish/v1/CompositionService/CompositionReservations").ShouldBe(1);
        Members("/redfish/v1/SessionService/Sessions").ShouldBe(1);
        Members("/redfish/v1/Chassis/r1-d3/Drives").ShouldBe(12);
        Members("/redfish/v1/Chassis/r2-d4/Processors").ShouldBe(5);
        Members("/redfish/v1/UpdateService/FirmwareInventory").ShouldBe((3 * 16) + 17 + 2 + 1);

        int Members(string uri) => _tree[uri].Body.GetProperty("Members").GetArrayLength();
    }

    [Test]
    public void A_node_links_everything_it_holds_and_its_system_shows_it()
    {
        var node = _tree["/redfish/v1/Nodes/1"].Body;
        node.GetProperty("ComposedNodeState").GetString().ShouldBe("Assembled");
        var links = node.GetProperty("Links");
        var system = links.GetProperty("ComputerSystem").GetProperty("@odata.id").GetString()!;

        node.GetProperty("UUID").GetString().ShouldBe(_tree[system].Body.GetProperty("UUID").GetString());
        Uris(links.GetProperty("Storage")).Count(u => u.StartsWith("/redfish/v1/Chassis/r1-d3/Drives/", StringComparison.Ordinal)).ShouldBe(1);
        var cards = Uris(links.GetProperty("Processors")).Where(u => u.StartsWith("/redfish/v1/Chassis/r2-d4/Processors/", StringComparison.Ordinal)).ToList();
        cards.Count.ShouldBe(2);
        Uris(_tree[system + "/Processors"].Body.GetProperty("Members")).ShouldContain(cards[0]);
        Uris(_tree[system + "/Storage/local"].Body.GetProperty("Drives")).ShouldContain(u => u.StartsWith("/redfish/v1/Chassis/r1-d3/Drives/", StringComparison.Ordinal));

        static IEnumerable<string> Uris(JsonElement list) => list.EnumerateArray().Select(l => l.GetProperty("@odata.id").GetString()!);
    }

    [Test]
    public void The_chain_of_locations_leads_up_to_the_pod()
    {
        var chain = new List<string>();
        for (var uri = "/redfish/v1/Chassis/r2-d3-s4"; ;)
        {
            var body = _tree[uri].Body;
            var location = body.GetProperty("Oem").GetProperty("Intel_RackScale").GetProperty("Location");
            chain.Add($"{body.GetProperty("ChassisType")} {location.GetProperty("Id")} in {location.GetProperty("ParentId")}");
            if (!body.GetProperty("Links").TryGetProperty("ContainedBy", out var parent))
            {
                break;
            }

            uri = parent.GetProperty("@odata.id").GetString()!;
        }

        chain.ShouldBe(["Sled r2-d3-s4 in r2-d3", "Drawer r2-d3 in r2", "Rack r2 in pod", "Pod pod in "]);
    }

    [Test]
    public async Task The_open_documents_are_what_they_claim()
    {
        (await OpenAsync("/redfish")).Text.ShouldBe("""{"v1":"/redfish/v1/"}""");
        (await OpenAsync("/redfish/v1/odata")).Body.GetProperty("value").EnumerateArray().Select(e => e.GetProperty("url").GetString()!)
            .ShouldBeSubsetOf(_tree.Keys);
        var metadata = await OpenAsync("/redfish/v1/$metadata");
        metadata.Headers["Content-Type"].ShouldStartWith("application/xml");
        var csdl = XDocument.Parse(metadata.Text);
        csdl.Descendants().Count(e => e.Name.LocalName == "EntityContainer").ShouldBe(1);
        var namespaces = csdl.Descendants().Where(e => e.Name.LocalName == "Include").Select(e => e.Attribute("Namespace")!.Value).ToList();
        var used = _tree.Values.Select(a => a.Body.GetProperty("@odata.type").GetString()!.TrimStart('#')).Distinct()
            .Select(type => type[..type.LastIndexOf('.')]);
        used.ShouldBeSubsetOf(namespaces);

        async Task<Answer> OpenAsync(string uri)
        {
            var answer = await _simulator.Redfish.GetAsync(uri, ("Authorization", ""));
            answer.Status.ShouldBe(HttpStatusCode.OK);
            return answer;
        }
    }

    [Test]
    public async Task A_second_walk_reads_the_same_bytes()
    {
        foreach (var (uri, before) in _tree.Where((_, i) => i % 7 == 0))
        {
            (await _simulator.Redfish.GetAsync(uri)).Text.ShouldBe(before.Text, uri);
        }
    }

    // Schemas that the service describes itself, read from it.
    private void AddOwn(StandardSchemas schemas)
    {
        foreach (var file in _tree.Where(r => r.Key.StartsWith("/redfish/v1/JsonSchemas/", StringComparison.Ordinal)).Select(r => r.Value.Body)
            .Where(f => f.GetProperty("Location")[0].TryGetProperty("Uri", out _)))
        {
            var answer = _simulator.Redfish.GetAsync(file.GetProperty("Location")[0].GetProperty("Uri").GetString()!).GetAwaiter().GetResult();
            schemas.Add($"{file.GetProperty("Id")}.json", answer.Body);
        }
    }

    private void Each(Func<string, JsonElement, bool> holds, string otherwise) =>
        _tree.Where(r => !holds(r.Key, r.Value.Body)).Select(r => $"{r.Key} {otherwise}").ShouldBeEmpty();

    private static IEnumerable<string> Links(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p =>
            p.Name is "@odata.id" or "@Redfish.ActionInfo" ? [p.Value.GetString()!.Split('#')[0]] : Links(p.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Links),
        _ => [],
    };

    private static IEnumerable<(int Count, int Of)> Counts(JsonElement body) =>
        body.EnumerateObject().Where(p => p.Name.EndsWith("@odata.count", StringComparison.Ordinal))
            .Select(p => (p.Value.GetInt32(), body.GetProperty(p.Name.Split('@')[0]).GetArrayLength()));
}
