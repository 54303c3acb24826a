using System.Net;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Registration;

/// <summary>The account that Ironic gets at a pod for one node.</summary>
internal sealed class PodAccountTests : CoreTests
{
    private const string Accounts = "/redfish/v1/AccountService/Accounts";
    private const string Make = $"POST {Accounts}";
    private const string Made = $"{Accounts}/vl-1";

    private string node = "";

    [SetUp]
    public async Task PodKeepsAccountsAsync()
    {
        await Core.RegisterPodAsync(Pod);
        node = await Core.ComposeAsync(Pod);
        var root = JsonNode.Parse(StubPod.File("service-root").Body!)!.AsObject();
        root["AccountService"] = new JsonObject { ["@odata.id"] = "/redfish/v1/AccountService" };
        Pod.On("GET /redfish/v1/", StubReply.Json(root));
        Pod.On("GET /redfish/v1/AccountService", StubReply.Json(JsonNode.Parse($$$"""{"Accounts": {"@odata.id": "{{{Accounts}}}"}}""")!));
        Pod.On(Make, new StubReply(201).With("Location", Made));
        Pod.On($"DELETE {Made}", new StubReply(204));
        Ironic.Enrolls();

        // The driver knows the root from the composition, when it named no accounts.
        await Core.SendAsync(HttpMethod.Patch, $"/v1/pod_managers/{(await Core.GetAsync("/v1/pod_managers")).List[0]!["uuid"]}", """{"description": "with accounts"}""");
    }

    [Test]
    public async Task Ironic_gets_an_account_of_its_own_for_each_node()
    {
        (await RegisterAsync()).Status.ShouldBe(HttpStatusCode.OK);

        var account = Pod.Only(Make).Body!;
        account["RoleId"]!.GetValue<string>().ShouldBe("Operator");
        account["UserName"]!.GetValue<string>().Length.ShouldBeLessThanOrEqualTo(16);
        account["Password"]!.GetValue<string>().Length.ShouldBe(20);
        var info = Ironic.Only(StubIronic.CreateNode).Body!["driver_info"]!;
        info["redfish_username"]!.GetValue<string>().ShouldBe(account["UserName"]!.GetValue<string>());
        info["redfish_password"]!.GetValue<string>().ShouldBe(account["Password"]!.GetValue<string>());
        (await Core.GetAsync("/v1/operations")).ToString().ShouldNotContain(account["Password"]!.GetValue<string>());
    }

    [Test]
    public async Task One_that_is_there_already_is_found_though_another_vanishes_meanwhile()
    {
        Pod.On(Make, new StubReply(400, "{}"), new StubReply(201).With("Location", Made));
        Pod.On($"GET {Accounts}", StubReply.Json(JsonNode.Parse($$$"""{"Members": [{"@odata.id": "{{{Accounts}}}/gone"}, {"@odata.id": "{{{Made}}}"}]}""")!));
        Pod.On($"GET {Accounts}/gone", new StubReply(404, "{}"));
        Pod.On($"GET {Made}", new StubReply(200) { BodyOf = () => new JsonObject { ["UserName"] = Pod.Seen.First(one => one.Name == Make).Body!["UserName"]!.DeepClone() }.ToJsonString() });

        (await RegisterAsync()).Status.ShouldBe(HttpStatusCode.OK);

        Pod.Count(Make).ShouldBe(2);
        Pod.Count($"DELETE {Made}").ShouldBe(1, "nobody knows the password of the first");
        Ironic.Only(StubIronic.CreateNode).Body!["driver_info"]!["redfish_username"]!.GetValue<string>().ShouldStartWith("vl-");
    }

    [Test]
    public async Task It_is_removed_when_ironic_has_let_go()
    {
        await RegisterAsync();
        LetsGo();

        (await Core.DeleteAsync($"/v1/nodes/{node}/register")).Status.ShouldBe(HttpStatusCode.OK);

        Pod.Count($"DELETE {Made}").ShouldBe(1);
    }

    [Test]
    public async Task It_stays_while_ironic_does_not_let_go()
    {
        await RegisterAsync();
        Ironic.On($"GET /v1/nodes/{IronicUuid()}", StubIronic.NodeIn("active", instance: "i-1"));

        (await Core.DeleteAsync($"/v1/nodes/{node}")).Status.ShouldBe(HttpStatusCode.Conflict);

        Pod.Count($"DELETE {Made}").ShouldBe(0);
    }

    [Test]
    public async Task It_is_removed_when_the_registration_comes_to_nothing()
    {
        Ironic.On(StubIronic.CreateNode, StubIronic.Error(400, "no such driver"));

        (await RegisterAsync()).Status.ShouldBe(HttpStatusCode.BadRequest);

        Pod.Count($"DELETE {Made}").ShouldBe(1);
    }

    [Test]
    public async Task One_whose_making_was_not_answered_is_found_by_its_name_and_removed()
    {
        Pod.On(Make, StubReply.Cut());
        var name = $"vl-{node.Replace("-", "", StringComparison.Ordinal)[..12]}";
        Pod.On($"GET {Accounts}", StubReply.Json(JsonNode.Parse(
            $$$"""{"Members": [{"@odata.id": "{{{Accounts}}}/admin"}, {"@odata.id": "{{{Made}}}"}], "Members@odata.count": 2}""")!));
        Pod.On($"GET {Accounts}/admin", StubReply.Json(JsonNode.Parse("""{"UserName": "admin"}""")!));
        Pod.On($"GET {Made}", StubReply.Json(new JsonObject { ["UserName"] = name }));

        (await RegisterAsync()).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);

        Pod.Only(Make).Body!["UserName"]!.GetValue<string>().ShouldBe(name);
        Pod.Count($"DELETE {Made}").ShouldBe(1);
    }

    [TestCase(400)]
    [TestCase(403)]
    [TestCase(405)]
    public async Task A_pod_that_lets_us_make_none_is_reached_with_its_own_account(int status)
    {
        Pod.On(Make, StubPod.Refusal(status));
        Pod.On($"GET {Accounts}", StubReply.Json(JsonNode.Parse("""{"Members": [], "Members@odata.count": 0}""")!));

        (await RegisterAsync()).Status.ShouldBe(HttpStatusCode.OK);

        Ironic.Only(StubIronic.CreateNode).Body!["driver_info"]!["redfish_username"]!.GetValue<string>().ShouldBe("admin");
        var steps = (await Core.GetAsync("/v1/operations?kind=register")).List[0]!["steps"]!.ToJsonString();
        steps.ShouldContain("the pod manager\\u0027s own account");
    }

    [Test]
    public async Task Whoever_brings_an_account_gets_none_made()
    {
        (await RegisterAsync("""{"manage": false, "driver_info": {"redfish_username": "scoped", "redfish_password": "x"}}""")).Status.ShouldBe(HttpStatusCode.OK);

        Pod.Count(Make).ShouldBe(0);
    }

    private Task<Answer> RegisterAsync(string body = """{"manage": false}""") => Core.PostAsync($"/v1/nodes/{node}/register", body);

    private string IronicUuid() => Ironic.Seen.Last(one => one.Name == StubIronic.CreateNode).Body!["uuid"]!.GetValue<string>();

    private void LetsGo()
    {
        Ironic.On($"GET /v1/nodes/{IronicUuid()}", StubIronic.NodeIn("manageable"));
        Ironic.On($"DELETE /v1/nodes/{IronicUuid()}", new StubReply(204));
    }
}
