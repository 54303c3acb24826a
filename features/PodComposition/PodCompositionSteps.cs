using System.Text.Json.Nodes;
using Harness.Faults;
using Harness.Fixtures;
using Harness.Labs;
using Harness.Operators;
using Harness.Probes;
using Harness.Time;

namespace Features.PodComposition;

[Binding]
public sealed class PodCompositionSteps(ScenarioLab lab, PodCompositionOperator pod, RackProbe rack, FaultInjector faults)
{
    private Task _pending = Task.CompletedTask;
    private JsonNode _explained = new JsonObject();

    [Given("a pod with {int} small system(s), {int} large system(s), {int} pooled drive(s) and {int} GPU(s)")]
    public Task Pod(int small, int large, int drives, int gpus) => lab.StartAsync(
        new RackBuilder().WithSleds(small).WithSleds(large, "large").WithPooledDrives(drives).WithAccelerators(gpus, "GPU"));

    [Given("a pod with {int} small system(s), {int} large system(s), {int} memory module(s) of {int} MiB, {int} network card(s) and {int} box(es) of slots")]
    public Task PodWithPools(int small, int large, int modules, int mib, int cards, int boxes) => lab.StartAsync(
        new RackBuilder().WithSleds(small).WithSleds(large, "large").WithPooledMemory(modules, mib).WithNetworkCards(cards).WithExpansions(boxes));

    [Given("a pod with {int} small systems and a GPU that {int} of them can share")]
    public Task PodThatShares(int small, int shares) => lab.StartAsync(new RackBuilder().WithSleds(small).WithAccelerators(1, "GPU", shares));

    [Given("the demo rack")]
    public Task DemoRack() => lab.StartAsync(Path.Combine(AppContext.BaseDirectory, "fixtures", "racks", "demo.json"));

    [Given("the step {string} will fail once")]
    public Task StepFails(string step) => faults.SetAsync(new JsonObject { ["step"] = step, ["fail"] = true, ["count"] = 1, ["message"] = "no answer" });

    [When("a client allocates {string}")]
    public Task Allocate(string name) => pod.AllocateAsync(name);

    [When("a client allocates {string} with")]
    public Task AllocateWith(string name, string request) => pod.AllocateAsync(name, (JsonObject)JsonNode.Parse(request)!);

    [When("a client assembles {string}")]
    public Task Assemble(string name) => pod.AssembleAsync(name);

    [When("a client deletes node {string}")]
    public Task DeleteNode(string name) => pod.DeleteNodeAsync(name);

    [When("a client deletes node {string} by force")]
    public Task ForceDelete(string name) => pod.ForceDeleteAsync(name);

    [When("a client attaches {string} to node {string}")]
    public Task Attach(string resource, string node) => pod.ChangeNodeAsync(node, "AttachResource", resource);

    [When("a client detaches {string} from node {string}")]
    public Task Detach(string resource, string node) => pod.ChangeNodeAsync(node, "DetachResource", resource);

    [When("somebody asks what would become of")]
    public async Task Explain(string request) => _explained = await pod.ExplainAsync((JsonObject)JsonNode.Parse(request)!);

    [When("a client starts to delete node {string}")]
    public Task StartDelete(string name) => StartAsync("release", pod.DeleteNodeAsync(name));

    [When("the request has been answered")]
    public Task Answered() => _pending;

    [When("a client composes system {string} from {string}")]
    public Task Compose(string name, string blocks) => pod.ComposeAsync(name, List(blocks));

    [When("a client composes what it describes")]
    public Task ComposeDescribed(string request) => pod.ComposeDescribedAsync((JsonObject)JsonNode.Parse(request)!);

    [When("three clients compose {string}, {string} and {string} from {string} at once")]
    public Task ComposeAtOnce(string first, string second, string third, string blocks) =>
        pod.ComposeTogetherAsync([(first, List(blocks)), (second, List(blocks)), (third, List(blocks))]);

    [When("a client makes block {string} of {string}")]
    public Task MakeBlock(string name, string blocks) => pod.MakeBlockAsync(name, List(blocks));

    [When("a client makes a block of what it describes")]
    public Task MakeDescribedBlock(string request) => pod.MakeDescribedBlockAsync((JsonObject)JsonNode.Parse(request)!);

    [When("a client deletes block {string}")]
    public Task DeleteBlock(string name) => pod.DeleteBlockAsync(name);

    [When("a client registers system {string}")]
    public Task Register(string system) => pod.RegisterAsync(system);

    [When("a client decomposes system {string}")]
    public Task Decompose(string name) => pod.DecomposeAsync(name);

    [When("a client adds {word} to system {string}")]
    public Task Add(string block, string system) => pod.ChangeBlocksAsync(system, "AddResourceBlock", block);

    [When("a client removes {word} from system {string}")]
    public Task Remove(string block, string system) => pod.ChangeBlocksAsync(system, "RemoveResourceBlock", block);

    [When("system {string} is powered on")]
    public async Task PowerOn(string system)
    {
        await pod.ResetAsync(system, "On");
        pod.Last.Status.ShouldBe(204, pod.Last.Text);
        await Eventually.SeeAsync($"{system} is on", () => pod.ReadAsync($"Systems/{system}"), r => (string?)r.Body?["PowerState"] == "On");
    }

    [When("node {string} is powered on")]
    public async Task NodeOn(string name)
    {
        await pod.ResetNodeAsync(name, "On");
        pod.Last.Status.ShouldBe(204, pod.Last.Text);
        await Eventually.SeeAsync($"node {name} is on", () => pod.ShowNodeAsync(name), n => (string?)n?["PowerState"] == "On");
    }

    [When("a client previews system {string} from {string}")]
    public Task Preview(string name, string blocks) => pod.RunManifestAsync("Preview", PodCompositionOperator.ComposeStanza("1", name, List(blocks)));

    [When("a client reserves system {string} from {string}")]
    public Task Reserve(string name, string blocks) => pod.RunManifestAsync("PreviewReserve", PodCompositionOperator.ComposeStanza("1", name, List(blocks)));

    [When("a client applies its reservation")]
    public Task ApplyReservation() => pod.ApplyReservationAsync();

    [When("a client starts to apply its reservation")]
    public Task StartApplyReservation() => StartAsync("assemble", pod.ApplyReservationAsync());

    [When("a client applies a manifest that decomposes {string} and composes {string} from {string}")]
    public Task Swap(string old, string name, string blocks) => pod.RunManifestAsync(
        "Apply", PodCompositionOperator.DecomposeStanza("1", old), PodCompositionOperator.ComposeStanza("2", name, List(blocks)));

    [When("two clients apply manifests that cross: {string} from {string} with {string} from {string}, and the other way round")]
    public Task Cross(string one, string blocksOfOne, string two, string blocksOfTwo) => pod.ApplyTogetherAsync(
        [PodCompositionOperator.ComposeStanza("1", one, List(blocksOfOne)), PodCompositionOperator.ComposeStanza("2", two, List(blocksOfTwo))],
        [PodCompositionOperator.ComposeStanza("1", $"{two}-b", List(blocksOfTwo)), PodCompositionOperator.ComposeStanza("2", $"{one}-b", List(blocksOfOne))]);

    [Then("the pod answers {int}")]
    public void Answers(int status) => pod.Last.Status.ShouldBe(status, pod.Last.Text);

    [Then("the pod says {string}")]
    public void Says(string text) => pod.Last.Text.ShouldContain(text);

    [Then("every stanza was carried out")]
    public void CarriedOut() => StanzaErrors(pod.Last).ShouldBeEmpty();

    [Then("stanza {int} tells {string}")]
    public void StanzaTells(int stanza, string text) => pod.Last.Body!["Manifest"]!["Stanzas"]![stanza - 1]!["Response"]!.ToJsonString().ShouldContain(text);

    [Then("one of the manifests is carried out and the other is not")]
    public void OneManifest() => pod.Together.Select(r => StanzaErrors(r).Count == 0).Order().ShouldBe([false, true]);

    [Then("one of them gets it and the others are refused with {int}")]
    public void OneOfThem(int status) => pod.Together.Select(r => r.Status).Order().ShouldBe([201, status, status]);

    [Then("node {string} is {word}")]
    public Task NodeIs(string name, string state) => Eventually.SeeAsync(
        $"node {name} is {state}", () => pod.ShowNodeAsync(name), n => (string?)n?["ComposedNodeState"] == state);

    [Then("node {string} is of system {word}")]
    public async Task NodeIsOf(string name, string system) =>
        ((string?)(await pod.ShowNodeAsync(name))?["Links"]?["ComputerSystem"]?["@odata.id"]).ShouldBe($"/redfish/v1/Systems/{system}");

    [Then("the journal tells {string}")]
    public async Task Journal(string text) => await Eventually.SeeAsync(
        $"the journal tells: {text}", () => lab.Control.SendAsync(HttpMethod.Get, "sim/v1/journal"), r => r.Text.Contains(text, StringComparison.Ordinal));

    [Then("node {string} has the storage {string}")]
    public async Task NodeHasStorage(string name, string resource) =>
        (await pod.ShowNodeAsync(name))!["Links"]!["Storage"]!.AsArray().Select(l => (string)l!["@odata.id"]!).ShouldContain(resource);

    [Then("there is no resource {string}")]
    public async Task NoResource(string path) => (await pod.ReadAsync(path)).Status.ShouldBe(404);

    [Then("it would get system {string} and devices {string}")]
    public void WouldGet(string system, string devices)
    {
        ((string?)_explained["choice"]!["system"]).ShouldBe(system);
        _explained["choice"]!["devices"]!.AsArray().Select(d => (string)d!).ShouldBe(List(devices));
    }

    [Then("{string} drops out at {string}, because it {string}")]
    public void DropsOut(string system, string filter, string reason) =>
        _explained["filters"]!.AsArray().Single(f => (string?)f!["name"] == filter)!["dropped"]!.ToJsonString().ShouldContain($"\"{system}\",\"why\":\"{reason}");

    [Then("it would be refused, and the nearest request has {string}")]
    public void Nearest(string value) => _explained["refusal"]!["nearest"]!.ToJsonString().ShouldContain(value);

    [Then("it can be done with blocks {string}")]
    public void CanBeDone(string blocks)
    {
        ((bool)_explained["canBeDone"]!).ShouldBeTrue(_explained.ToJsonString());
        _explained["stanzas"]![0]!["blocks"]!.AsArray().Select(b => (string)b!).ShouldBe(List(blocks), ignoreOrder: true);
    }

    [Then("stanza {int} cannot be done, and the nearest request has {string}")]
    public void CannotBeDone(int stanza, string value)
    {
        ((bool)_explained["stanzas"]![stanza - 1]!["canBeDone"]!).ShouldBeFalse(_explained.ToJsonString());
        _explained["stanzas"]![stanza - 1]!["nearest"]!.ToJsonString().ShouldContain(value);
    }

    [Then("in stanza {int} {string} drops out at {string}, because it {string}")]
    public void DropsOutOfStanza(int stanza, string block, string filter, string reason)
    {
        var told = _explained["stanzas"]![stanza - 1]!;
        var filters = told["filters"]!.AsArray().Concat(told["described"]?["filters"]?.AsArray() ?? []);
        filters.Single(f => (string?)f!["name"] == filter)!["dropped"]!.AsArray().Single(d => (string?)d!["system"] == block)!.ToJsonString().ShouldContain(reason);
    }

    [Then("system {string} has {int} GiB of memory")]
    public async Task HasMemory(string system, int gib) =>
        ((double)(await pod.ReadAsync($"Systems/{system}")).Body!["MemorySummary"]!["TotalSystemMemoryGiB"]!).ShouldBe(gib);

    [Then("system {string} shows {int} {word} in {word}")]
    public async Task ShowsMembers(string system, int count, string what, string collection) =>
        ((int)(await pod.ReadAsync($"Systems/{system}/{collection}")).Body!["Members@odata.count"]!).ShouldBe(count, what);

    [Then("block {word} is {word}")]
    public async Task BlockIs(string block, string state) =>
        ((string?)(await pod.ReadBlockAsync(block)).Body!["CompositionStatus"]!["CompositionState"]).ShouldBe(state);

    [Then("blocks {string} are {word}")]
    public async Task BlocksAre(string blocks, string state)
    {
        foreach (var block in List(blocks))
        {
            await BlockIs(block, state);
        }
    }

    [Then("a reservation holds block {word}")]
    public async Task BlockIsReserved(string block) => ((bool?)(await pod.ReadBlockAsync(block)).Body!["CompositionStatus"]!["Reserved"]).ShouldBe(true);

    [Then("no reservation holds block {word}")]
    public async Task BlockIsNotReserved(string block) => ((bool?)(await pod.ReadBlockAsync(block)).Body!["CompositionStatus"]!["Reserved"]).ShouldBe(false);

    [Then("system {string} is made of {string}")]
    public async Task MadeOf(string system, string blocks) =>
        (await pod.ReadAsync($"Systems/{system}")).Body!["Links"]!["ResourceBlocks"]!.AsArray().Select(l => ((string)l!["@odata.id"]!).Split('/')[^1]).ShouldBe(List(blocks), ignoreOrder: true);

    [Then("there is no system {string}")]
    public async Task NoSystem(string system) => (await pod.ReadAsync($"Systems/{system}")).Status.ShouldBe(404);

    [Then("there is a system {string}")]
    public async Task ASystem(string system) => (await pod.ReadAsync($"Systems/{system}")).Status.ShouldBe(200);

    [Then("system {string} shows {int} processor(s) of type {word}")]
    public async Task ShowsProcessors(string system, int count, string type) =>
        (await pod.ReadAsync($"Systems/{system}/Processors?$expand=.")).Body!["Members"]!.AsArray().Count(p => (string?)p!["ProcessorType"] == type).ShouldBe(count);

    [Then("system {string} shows {int} drive(s)")]
    public async Task ShowsDrives(string system, int count) =>
        (await pod.ReadAsync($"Systems/{system}/Storage?$expand=.")).Body!["Members"]!.AsArray().Sum(s => s!["Drives"]!.AsArray().Count).ShouldBe(count);

    [Then("{word} links to system {string}")]
    public async Task LinksTo(string block, string system) =>
        (await pod.ReadBlockAsync(block)).Body!["Links"]!["ComputerSystems"]!.AsArray().Select(l => (string)l!["@odata.id"]!).ShouldBe([$"/redfish/v1/Systems/{system}"]);

    [Then("{int} parts are held")]
    public async Task Held(int count) =>
        ((await rack.SystemsAsync()).Count(s => s.Node is not null) + (await rack.DevicesAsync()).Count(d => d.Node is not null)).ShouldBe(count);

    // Until the work that the request needs is there, time must not pass.
    private async Task StartAsync(string kind, Task request)
    {
        _pending = request;
        await Eventually.SeeAsync(
            $"{kind} is running", () => lab.Control.SendAsync(HttpMethod.Get, "sim/v1/work"),
            r => r.Body!.AsArray().Any(w => (string?)w!["kind"] == kind && (string?)w["state"] == "Running"));
    }

    private static string[] List(string names) => names.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<string> StanzaErrors(LabReply reply) =>
    [
        .. reply.Body?["Manifest"]?["Stanzas"]?.AsArray().Select(s => s!["Response"]!["error"]?["@Message.ExtendedInfo"]?[0]?["MessageId"]).OfType<JsonNode>()
            .Select(id => (string)id!).Where(id => !id.EndsWith(".Success", StringComparison.Ordinal)) ?? [$"{reply.Status}"],
    ];
}
