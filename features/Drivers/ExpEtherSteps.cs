using System.Text.Json.Nodes;
using Harness.Faults;
using Harness.Fixtures;
using Harness.Labs;
using Harness.Operators;
using Harness.Probes;

namespace Features.Drivers;

[Binding]
public sealed class ExpEtherSteps(
    ScenarioLab lab, PodManagerOperator podManagers, InventoryOperator inventory, CompositionOperator nodes, RegistrationOperator registration,
    FabricProbe fabric, IronicProbe ironic, FaultInjector faults)
{
    private JsonNode _driver = new JsonObject();
    private string _pod = "";

    [Given("an ExpEther fabric with {int} server(s) that take(s) {int} device(s) each, and {int} SSD, {int} GPU and {int} NIC")]
    public Task Fabric(int servers, int most, int drives, int accelerators, int cards)
    {
        lab.DriversFolder = Path.Combine(AppContext.BaseDirectory, "drivers");
        return lab.StartAsync(new RackBuilder().WithSleds(1).WithServerBoards(servers, most)
            .WithDeviceBoards(drives, "SSD", "0x010802").WithDeviceBoards(accelerators, "GPU", "0x030200").WithDeviceBoards(cards, "NIC", "0x020000"));
    }

    [Given("Valence reaches its manager by the driver {string}")]
    public async Task Registers(string driver)
    {
        _pod = (string)(await podManagers.RegisterAsync("fabric", lab.Addresses.Eem!, driver))["uuid"]!;
        await inventory.SyncDevicesAsync();
    }

    [Given("a node {string} with {string}")]
    public async Task Node(string name, string devices)
    {
        await nodes.ComposeWithDevicesAsync(name, Words(devices));
        nodes.Last.Status.ShouldBe(200, nodes.Last.Text);
    }

    [Given("the manager answers {int} to the third change of a group")]
    public Task ThirdChangeFails(int status) => Fault("nth", 3, "status", status);

    [Given("the answer to the second change of a group is lost")]
    public Task SecondAnswerLost() => Fault("nth", 2, "drop", "After");

    [Given("the manager goes dark at the third change of a group")]
    public Task DarkAtThirdChange() => faults.SetAsync(new JsonObject
    {
        ["face"] = "eem", ["method"] = "PUT", ["path"] = "/devices/*/group_id", ["nth"] = 3, ["darkSeconds"] = 86_400, ["drop"] = "After",
    });

    [When("the operator composes {string} with {string}")]
    public Task Composes(string name, string devices) => nodes.ComposeWithDevicesAsync(name, Words(devices));

    [When("two operators compose {string} and {string} with {string} at once")]
    public Task ComposeTogether(string first, string second, string devices) =>
        nodes.ComposeTogetherWithDevicesAsync([first, second], Words(devices));

    [When("the operator attaches a free {word} to {string}")]
    public async Task Attaches(string type, string name)
    {
        await inventory.SyncDevicesAsync();
        var device = (await inventory.DevicesAsync()).First(d => (string?)d!["type"] == type && (string)d["state"]! == "free");
        await nodes.MoveDeviceAsync(name, "attach", (string)device!["uuid"]!);
    }

    [When("the operator attaches the GPU that {string} was given behind Valence's back to {string}")]
    public async Task AttachesTaken(string holder, string name)
    {
        var device = (await inventory.DevicesAsync()).Single(d => (string?)d!["type"] == "GPU")!;
        var group = (await fabric.BoardsAsync()).Single(b => b.Id == ServerOf(holder)).Group!;
        using var manager = new LabClient(lab.Addresses.Eem!);
        var login = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{lab.Addresses.User}:{lab.Addresses.Password}"));
        var moved = await manager.SendAsync(
            HttpMethod.Put, $"{(string)device["resource_uri"]!}/group_id", new JsonObject { ["group_id"] = $"{group}" }, ("Authorization", $"Basic {login}"));
        moved.Status.ShouldBe(200, moved.Text);

        await nodes.MoveDeviceAsync(name, "attach", (string)device["uuid"]!);
    }

    [When("the operator detaches the {word} of {string}")]
    public async Task Detaches(string type, string name)
    {
        await inventory.SyncDevicesAsync();
        var device = (await inventory.DevicesAsync()).Single(d => (string?)d!["type"] == type && (string?)d["node_id"] == ServerOf(name));
        await nodes.MoveDeviceAsync(name, "detach", (string)device!["uuid"]!);
    }

    [When("the operator resets {string} with {string}")]
    public Task Resets(string name, string type) => nodes.ResetAsync(name, type);

    [When("the operator sets {string} to boot from {string} {string}")]
    public Task SetsBoot(string name, string target, string enabled) => nodes.SetBootAsync(name, target, enabled);

    [When("the manager is down")]
    public Task ManagerDown() => faults.SetAsync(new JsonObject { ["face"] = "eem", ["drop"] = "Before" });

    [When("the operator registers {string} in Ironic with driver {string} and mac {string}")]
    public Task RegistersWith(string name, string driver, string mac) => registration.RegisterWithAsync(name, new JsonObject
    {
        ["driver"] = driver, ["driver_info"] = new JsonObject { ["note"] = "by hand" }, ["mac"] = mac,
    });

    [When("the operator registers {string} in Ironic with mac {string}")]
    public Task RegistersWithMac(string name, string mac) => registration.RegisterWithAsync(name, new JsonObject
    {
        ["driver_info"] = new JsonObject { ["ipmi_address"] = "192.0.2.7" }, ["mac"] = mac,
    });

    [Then("the manager answers again")]
    public Task ManagerAnswers() => faults.HealAllAsync();

    [Then("the operator deletes the node that failed")]
    public async Task DeletesFailed()
    {
        nodes.Last.IsSuccess.ShouldBeFalse();
        var listed = (await lab.Valence.SendAsync(HttpMethod.Get, "v1/nodes")).Body!.AsArray().ShouldHaveSingleItem()!;
        var deleted = await lab.Valence.SendAsync(HttpMethod.Delete, $"v1/nodes/{(string)listed["uuid"]!}");
        deleted.Status.ShouldBe(200, deleted.Text);
    }

    [Then("Valence lists the driver {string} from its drivers folder")]
    public async Task ListsDriver(string name)
    {
        _driver = (await lab.Valence.SendAsync(HttpMethod.Get, $"v1/drivers/{name}")).Body!;
        ((string?)_driver["problem"]).ShouldBeNull();
        ((string)_driver["source"]!).ShouldEndWith(Path.Combine("drivers", "Valence.Drivers.ExpEther", "Valence.Drivers.ExpEther.dll"));
    }

    [Then("it can {string}")]
    public void Can(string capabilities) => _driver["capabilities"]!.AsArray().Select(c => (string)c!).ShouldBe(Words(capabilities));

    [Then("its pod manager is {word}")]
    public async Task PodManagerIs(string status) => ((string)(await podManagers.LookAgainAsync(_pod))["status"]!).ShouldBe(status);

    [Then("{string} has {string} in its group")]
    public async Task HasInGroup(string name, string devices) =>
        (await fabric.DevicesOfAsync(ServerOf(name))).Order(StringComparer.Ordinal).ShouldBe(Words(devices));

    [Then("{int} server(s) and {int} device(s) of the fabric is/are free")]
    public async Task AreFree(int servers, int devices)
    {
        var free = (await fabric.BoardsAsync()).Where(b => b.Group is null).ToLookup(b => b.IsServer);
        (free[true].Count(), free[false].Count()).ShouldBe((servers, devices));
    }

    [Then("both are composed on different servers")]
    public void OnDifferentServers()
    {
        nodes.Together.ShouldAllBe(r => r.IsSuccess);
        nodes.Together.Select(r => (string)r.Body!["index"]!).ShouldBeUnique();
    }

    [Then("Valence lists free devices of the types {string}")]
    public async Task ListsTypes(string types) => (await inventory.DevicesAsync()).Where(d => (string)d!["state"]! == "free")
        .Select(d => (string)d!["type"]!).Order(StringComparer.Ordinal).ShouldBe(Words(types));

    [Then("Valence shows of {string} the {string}")]
    public async Task ShowsOfNode(string name, string fields) => ShouldTell(await nodes.ShowAsync(name), fields);

    [Then("Valence shows of every system the {string}")]
    public async Task ShowsOfSystems(string fields)
    {
        var systems = await inventory.SystemsAsync();
        systems.Count.ShouldBe(3);
        foreach (var system in systems)
        {
            ShouldTell(system!, fields);
            system!["ram"].ShouldBeNull();
        }
    }

    [Then("Valence shows of one system the {string}")]
    public async Task ShowsOfSystem(string fields)
    {
        var id = (string)(await inventory.SystemsAsync())[0]!["id"]!;
        ShouldTell((await lab.Valence.SendAsync(HttpMethod.Get, $"v1/systems/{id}?podm_id={_pod}")).Body!, fields);
    }

    [Then("Valence lists no racks")]
    public async Task ListsNoRacks() => (await inventory.RacksAsync()).ShouldBeEmpty();

    [Then("the registration's refusal also says {string}")]
    public void RegistrationSays(string text) => ((string)registration.Last.Body!["detail"]!).ShouldContain(text);

    [Then("Ironic has the port {string} of {string}")]
    public async Task HasPort(string address, string name)
    {
        var found = await ironic.FindAsync(name);
        (await ironic.PortAddressesAsync((string)found!["uuid"]!)).ShouldBe([address]);
    }

    private Task Fault(string when, int number, string what, JsonNode how) => faults.SetAsync(new JsonObject
    {
        ["face"] = "eem", ["method"] = "PUT", ["path"] = "/devices/*/group_id", [when] = number, [what] = how,
    });

    private static void ShouldTell(JsonNode document, string fields)
    {
        foreach (var field in Words(fields))
        {
            ((string?)document[field]).ShouldNotBeNullOrEmpty($"{field} in {document.ToJsonString()}");
        }
    }

    private string ServerOf(string name) => nodes.IndexOf(name);

    private static IReadOnlyList<string> Words(string list) => list.Split(", ", StringSplitOptions.RemoveEmptyEntries);
}
