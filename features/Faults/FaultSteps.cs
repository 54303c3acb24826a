using System.Text.Json.Nodes;
using Harness.Faults;

namespace Features.Faults;

[Binding]
public sealed class FaultSteps(FaultInjector faults)
{
    [Given("the pod answers {int} to every allocation")]
    public Task PodRefusesAllocation(int status) => faults.SetAsync(new JsonObject
    {
        ["face"] = "redfish", ["method"] = "POST", ["path"] = "/redfish/v1/Nodes/Actions/*", ["status"] = status,
    });

    [Given("the answer to the next allocation is lost")]
    public Task AllocationAnswerLost() => faults.SetAsync(new JsonObject
    {
        ["face"] = "redfish", ["method"] = "POST", ["path"] = "/redfish/v1/Nodes/Actions/*", ["drop"] = "After", ["count"] = 1,
    });

    [Given("assembly fails at step {string}")]
    public Task AssemblyFails(string step) => faults.SetAsync(new JsonObject
    {
        ["step"] = $"assemble/{step}", ["fail"] = true, ["message"] = "The cable is loose.",
    });

    [Given("every answer of the pod takes {int} seconds")]
    public Task PodIsSlow(int seconds) => faults.SetAsync(new JsonObject { ["face"] = "redfish", ["delaySeconds"] = seconds });

    [When("all faults are healed")]
    public Task Heal() => faults.HealAllAsync();
}
