using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Reconciliation;

/// <summary>Accounts at a pod that no registration needs.</summary>
internal sealed class LeftAccountTests : CoreTests
{
    private const string Accounts = "/redfish/v1/AccountService/Accounts";
    private const string Left = "vl-0f3a5c7e9b1d";

    private string pod = "";

    [SetUp]
    public async Task PodKeepsAccountsAsync()
    {
        var root = JsonNode.Parse(StubPod.File("service-root").Body!)!.AsObject();
        root["AccountService"] = new JsonObject { ["@odata.id"] = "/redfish/v1/AccountService" };
        Pod.On("GET /redfish/v1/", StubReply.Json(root));
        Pod.On("GET /redfish/v1/AccountService", StubReply.Json(JsonNode.Parse($$$"""{"Accounts": {"@odata.id": "{{{Accounts}}}"}}""")!));
        Pod.On("GET /redfish/v1/Nodes", StubReply.Json(JsonNode.Parse("""{"Members": [], "Members@odata.count": 0}""")!));
        Ironic.On(StubIronic.ListNodes, StubReply.Json(new JsonObject { ["nodes"] = new JsonArray() }));
        await Core.RegisterPodAsync(Pod);
        pod = (await Core.GetAsync("/v1/pod_managers")).List[0]!["uuid"]!.GetValue<string>();
    }

    [Test]
    public async Task One_with_our_kind_of_name_is_found_and_removed()
    {
        Has("admin", "vl-operators", Left);

        var found = (await Core.GetAsync("/v1/discrepancies")).Body!["discrepancies"]!.AsArray().ShouldHaveSingleItem()!;

        found["id"]!.GetValue<string>().ShouldBe($"account-without-registration:{pod}:{Left}");
        found["podm_id"]!.GetValue<string>().ShouldBe(pod);
        Pod.On($"DELETE {Accounts}/{Left}", new StubReply(204));
        var answer = await Core.PostAsync($"/v1/discrepancies/{Uri.EscapeDataString(found["id"]!.GetValue<string>())}/remove", "");
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.ToString());
        await Wait.UntilAsync(() => Core.GetAsync($"/v1/operations/{answer.Text("id")}"), one => one.Text("state") == "succeeded");
        Pod.Count($"DELETE {Accounts}/{Left}").ShouldBe(1);
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    public async Task A_pod_that_lets_nobody_look_at_its_accounts_has_none_of_ours(int status)
    {
        Pod.On($"GET {Accounts}", StubPod.Refusal(status));

        var seen = (await Core.GetAsync("/v1/discrepancies")).Body!;

        seen["discrepancies"]!.AsArray().ShouldBeEmpty();
        seen["not_examined"]!.AsArray().ShouldBeEmpty(seen.ToJsonString());
    }

    [Test]
    public async Task A_pod_that_is_broken_when_its_accounts_are_looked_at_is_told()
    {
        Pod.On($"GET {Accounts}", StubPod.Refusal(500));

        var seen = (await Core.GetAsync("/v1/discrepancies")).Body!;

        seen["not_examined"]!.AsArray().ShouldHaveSingleItem()!["where"]!.GetValue<string>().ShouldBe(pod);
    }

    private void Has(params string[] names)
    {
        Pod.On($"GET {Accounts}", StubReply.Json(new JsonObject
        {
            ["Members"] = new JsonArray([.. names.Select(name => new JsonObject { ["@odata.id"] = $"{Accounts}/{name}" })]),
        }));
        foreach (var name in names)
        {
            Pod.On($"GET {Accounts}/{name}", StubReply.Json(new JsonObject { ["Id"] = name, ["UserName"] = name }));
        }
    }
}
