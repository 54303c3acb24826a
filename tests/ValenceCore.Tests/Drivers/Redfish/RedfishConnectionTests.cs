using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Drivers.Redfish;

/// <summary>How a pod manager is spoken to: redfish-pod 1.1, 4.9, 4.10.</summary>
internal sealed class RedfishConnectionTests : CoreTests
{
    private const string Sessions = "/redfish/v1/SessionService/Sessions";
    private const string Login = $"POST {Sessions}";

    [Test]
    public async Task A_pod_with_sessions_is_logged_in_to_once()
    {
        OffersSessions();

        await Core.RegisterPodAsync(Pod);
        await Core.ComposeAsync(Pod);

        Pod.Only(Login).Body!.ToJsonString().ShouldBe("""{"UserName":"admin","Password":"s3cret"}""");
        Pod.Seen[^1].Headers["X-Auth-Token"].ShouldBe("token-1");
        Pod.Seen[^1].Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Test]
    public async Task A_session_that_ran_out_is_renewed_once()
    {
        OffersSessions();
        await Core.RegisterPodAsync(Pod);
        Pod.HasNode();
        Pod.On(StubPod.Node, new StubReply(401), StubPod.NodeIn("Assembled"));

        var answer = await Core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        Pod.Count(Login).ShouldBe(2);
        Pod.Seen[^1].Headers["X-Auth-Token"].ShouldBe("token-2");
    }

    [TestCase("{}", "'Members' is missing in /redfish/v1/Nodes.")]
    [TestCase("""{"Members": "none"}""", "'Members' is missing in /redfish/v1/Nodes.")]
    [TestCase("""{"Members": [7]}""", "'Members/@odata.id' is missing in /redfish/v1/Nodes.")]
    public async Task A_collection_that_shows_no_members_is_not_taken_for_empty(string collection, string told)
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Nodes, new StubReply(200, collection));

        var answer = await Core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway, answer.ToString());
        answer.Detail.ShouldContain(told);
    }

    [Test]
    public async Task A_session_that_cannot_be_renewed_means_that_nothing_was_asked_for()
    {
        OffersSessions();
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Allocate, new StubReply(401));
        Pod.On(Login, StubReply.Cut());
        var looks = Pod.Count(StubPod.Node);

        var answer = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        (answer.Status, answer.Text("stage")).ShouldBe((HttpStatusCode.ServiceUnavailable, "log in"));
        Pod.Count(StubPod.Node).ShouldBe(looks, "nothing was made, so nothing is looked for");
        (await Core.GetAsync("/v1/nodes")).List.ShouldBeEmpty();
    }

    [Test]
    public async Task A_second_401_is_the_end_and_names_the_pod()
    {
        OffersSessions();
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Node, new StubReply(401));

        var answer = await Core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""");

        answer.Status.ShouldBe(HttpStatusCode.Unauthorized);
        answer.Text("fault").ShouldBe("pod manager");
        answer.Detail.ShouldContain("pod-a");
        Pod.Count(StubPod.Node).ShouldBe(2);
    }

    [Test]
    public async Task A_session_is_closed_when_the_pod_manager_is_changed_and_when_it_is_deleted()
    {
        OffersSessions(withPlace: true);
        var uuid = await Core.RegisterPodAsync(Pod);

        await Core.PatchAsync($"/v1/pod_managers/{uuid}", """{"description": "reached anew"}""");
        var afterChange = Pod.Seen.Where(request => request.Name.StartsWith("DELETE", StringComparison.Ordinal)).Select(LogoutOf).ToList();
        await Core.DeleteAsync($"/v1/pod_managers/{uuid}");

        afterChange.ShouldBe(["token-1 DELETE /redfish/v1/SessionService/Sessions/1"]);
        LogoutOf(Pod.Seen[^1]).ShouldBe("token-2 DELETE /redfish/v1/SessionService/Sessions/2");
    }

    [Test]
    public async Task A_session_is_closed_when_the_service_stops()
    {
        OffersSessions(withPlace: true);
        await Core.RegisterPodAsync(Pod);

        await Core.StopAsync();

        LogoutOf(Pod.Seen[^1]).ShouldBe("token-1 DELETE /redfish/v1/SessionService/Sessions/1");
    }

    [TestCase(503)]
    [TestCase(0)]
    public async Task A_pod_that_does_not_answer_the_logout_fails_nothing(int status)
    {
        OffersSessions(withPlace: true);
        Pod.On($"DELETE {Sessions}/1", status == 0 ? new StubReply(204) { Arrived = new TaskCompletionSource(), Held = new TaskCompletionSource() } : new StubReply(status));
        var uuid = await Core.RegisterPodAsync(Pod);

        var answer = await Core.DeleteAsync($"/v1/pod_managers/{uuid}");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        Pod.Count($"DELETE {Sessions}/1").ShouldBe(1);
    }

    [Test]
    public async Task What_is_under_way_when_the_session_is_closed_goes_on_without_one()
    {
        OffersSessions(withPlace: true);
        var uuid = await Core.RegisterPodAsync(Pod);
        var (arrived, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Pod.HasNode();
        Pod.On(StubPod.Node, new StubReply(401) { Arrived = arrived, Held = held }, StubPod.NodeIn("Assembled"));
        var managing = Core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""");
        await Wait.ForAsync(arrived);

        await Core.PatchAsync($"/v1/pod_managers/{uuid}", """{"description": "reached anew"}""");
        held.SetResult();

        (await managing).Status.ShouldBe(HttpStatusCode.OK);
        Pod.Seen.Single(request => request.Name == StubPod.Node && !request.Headers.ContainsKey("X-Auth-Token")).Headers["Authorization"].ShouldStartWith("Basic ");
        Pod.Count(Login).ShouldBe(2, "once, and once by the new driver");
    }

    [Test]
    public async Task A_refused_login_falls_back_to_basic()
    {
        OffersSessions();
        Pod.On(Login, new StubReply(405));

        await Core.RegisterPodAsync(Pod);

        Pod.Seen[^1].Headers["Authorization"].ShouldStartWith("Basic ");
    }

    [TestCase("http://redfish-nodes.example:8443/redfish/v1/Nodes/7")]
    [TestCase("/redfish/v1/Nodes/7")]
    public async Task The_place_of_a_new_node_is_read_whatever_host_it_names(string location)
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Allocate, new StubReply(201).With("Location", location));

        var made = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        made.Text("resource_uri").ShouldBe("/redfish/v1/Nodes/7");
        made.Text("index").ShouldBe("7");
    }

    [TestCase("Intel_RackScale")]
    [TestCase("Intel:RackScale")]
    [TestCase("Acme.RackScale")]
    public async Task Nodes_are_found_below_any_rack_scale_container(string container)
    {
        var root = Fixture.Object("redfish/rsd-2.5/service-root.json");
        var oem = root["Oem"]!["Intel_RackScale"]!.DeepClone();
        root["Oem"] = new JsonObject { [container] = oem };
        Pod.On("GET /redfish/v1/", StubReply.Json(root));

        var uuid = await Core.RegisterPodAsync(Pod);

        (await Core.GetAsync($"/v1/pod_managers/{uuid}")).Text("status").ShouldBe("Online");
    }

    [Test]
    public async Task A_task_behind_a_202_is_followed_to_its_end()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.ComposesNode();
        Pod.On(StubPod.Allocate, new StubReply(202).With("Location", "/redfish/v1/TaskMonitors/1"));
        Pod.On("GET /redfish/v1/TaskMonitors/1", new StubReply(202), new StubReply(201).With("Location", "/redfish/v1/Nodes/7"));

        var made = await Core.PostAsync("/v1/nodes", """{"name": "n"}""");

        made.Status.ShouldBe(HttpStatusCode.OK, made.ToString());
        made.Text("index").ShouldBe("7");
    }

    [Test]
    public async Task An_answer_that_is_not_json_is_502_and_says_whose_fault_it_is()
    {
        await Core.RegisterPodAsync(Pod);
        Pod.On(StubPod.Node, new StubReply(200, "<html>"));

        var answer = await Core.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""");

        answer.Status.ShouldBe(HttpStatusCode.BadGateway);
        answer.Text("fault").ShouldBe("pod manager");
        answer.Detail.ShouldContain("not JSON");
    }

    [Test]
    public async Task A_pod_that_never_answers_is_504_after_the_timeout()
    {
        await using var impatient = await CoreUnderTest.StartedAsync(
            options => options.OperationTimeouts.PodRequest = TimeSpan.FromMilliseconds(300));
        await impatient.RegisterPodAsync(Pod);
        Pod.On(StubPod.Node, new StubReply(200) { Arrived = new TaskCompletionSource(), Held = new TaskCompletionSource() });

        var answer = await impatient.PostAsync("/v1/nodes/manage", """{"node_index": "7"}""");

        answer.Status.ShouldBe(HttpStatusCode.GatewayTimeout);
        answer.Text("title").ShouldBe("Connection Error");
    }

    [Test]
    public async Task A_certificate_is_verified_pinned_or_ignored_as_the_pod_manager_says()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=pod", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var held = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        await using var pod = await TlsPodAsync(held);
        var pin = certificate.GetCertHashString(HashAlgorithmName.SHA256);

        var statuses = new List<string>();
        foreach (var verify in (string[])["true", "false", $"\"sha256:{pin}\"", $"\"sha256:{new string('0', 64)}\""])
        {
            var made = await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("tls", pod.Urls.First(), verify));
            statuses.Add(made.Text("status"));
            await Core.DeleteAsync($"/v1/pod_managers/{made.Text("uuid")}");
        }

        statuses.ShouldBe(["Offline", "Online", "Online", "Offline"]);
    }

    private static string LogoutOf(SeenRequest request) => $"{request.Headers["X-Auth-Token"]} {request.Name}";

    private void OffersSessions(bool withPlace = false)
    {
        var root = Fixture.Object("redfish/rsd-2.5/service-root.json");
        root["SessionService"] = new JsonObject { ["@odata.id"] = "/redfish/v1/SessionService" };
        Pod.On("GET /redfish/v1/", StubReply.Json(root));
        Pod.On("GET /redfish/v1/SessionService", StubReply.Json(new JsonObject
        {
            ["Sessions"] = new JsonObject { ["@odata.id"] = "/redfish/v1/SessionService/Sessions" },
        }));
        StubReply[] logins = [.. Enumerable.Range(1, 2).Select(number => new StubReply(201, "{}").With("X-Auth-Token", $"token-{number}"))];
        Pod.On(Login, withPlace ? [.. logins.Select((login, index) => login.With("Location", $"{Sessions}/{index + 1}"))] : logins);
        Pod.On($"DELETE {Sessions}/1", new StubReply(204));
        Pod.On($"DELETE {Sessions}/2", new StubReply(204));
    }

    private static async Task<WebApplication> TlsPodAsync(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync(
            Fixture.Text($"redfish/rsd-2.5/{(context.Request.Path == "/redfish/v1/Nodes" ? "nodes" : "service-root")}.json")));
        await app.StartAsync();
        return app;
    }
}
