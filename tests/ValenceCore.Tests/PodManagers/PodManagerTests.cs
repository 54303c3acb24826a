using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.PodManagers;

internal sealed class PodManagerTests : CoreTests
{
    [Test]
    public async Task A_registered_pod_manager_is_online_and_listed_as_a_bare_array()
    {
        var uuid = await Core.RegisterPodAsync(Pod);

        var list = await Core.GetAsync("/v1/pod_managers");

        list.List.Count.ShouldBe(1);
        list.Body![0]!["uuid"]!.GetValue<string>().ShouldBe(uuid);
        list.Body[0]!["status"]!.GetValue<string>().ShouldBe("Online");
        list.Body[0]!["verify_ca"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Test]
    public async Task A_password_is_never_answered_and_lies_encrypted_in_the_store()
    {
        var uuid = await Core.RegisterPodAsync(Pod);

        var shown = await Core.GetAsync($"/v1/pod_managers/{uuid}");
        await using var session = await Core.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None);
        var stored = await session.SingleAsync<string>("SELECT sealed_password FROM pod_managers");

        shown["authentication"][0]!["auth_items"]!["password"]!.GetValue<string>().ShouldBe("******");
        shown.ToString().ShouldNotContain("s3cret");
        stored.ShouldNotBeNull().ShouldNotContain("s3cret");
    }

    [Test]
    public async Task A_pod_that_is_off_is_registered_as_offline_with_the_reason()
    {
        var answer = await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-x", "http://127.0.0.1:1"));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text("status").ShouldBe("Offline");
        answer.Text("status_reason").ShouldContain("cannot be reached");
    }

    [Test]
    public async Task Wrong_credentials_are_reported_in_the_status()
    {
        Pod.On(StubPod.Nodes, new StubReply(401));

        var answer = await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", Pod.Url));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text("status").ShouldBe("Offline");
        answer.Text("status_reason").ShouldContain("401");
    }

    [Test]
    public async Task A_duplicate_url_is_refused_however_it_is_spelt()
    {
        await Core.RegisterPodAsync(Pod);
        var asked = Pod.Seen.Count;

        var answer = await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("other", Pod.Url.ToUpperInvariant() + "/"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("url");
        Pod.Seen.Count.ShouldBe(asked, "a refused address is not contacted");
    }

    [Test]
    public async Task A_duplicate_name_is_refused()
    {
        await Core.RegisterPodAsync(Pod);

        var answer = await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", "http://127.0.0.1:1"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain("'pod-a'");
    }

    [Test]
    public async Task An_unknown_driver_is_404_and_names_the_known_ones()
    {
        var answer = await Core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", Pod.Url, driver: "abacus"));

        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        answer.Text("title").ShouldBe("Unsupported Driver Specified");
        answer.Detail.ShouldContain("redfish, redfishv1");
        Pod.Seen.ShouldBeEmpty();
    }

    [Test]
    public async Task All_problems_of_a_request_are_listed_at_once()
    {
        var answer = await Core.PostAsync("/v1/pod_managers", """
            {"url": "ftp://x", "colour": "red", "verify_ca": "/nowhere/ca.pem", "authentication": [{"type": "magic", "auth_items": {"username": "u"}}]}
            """);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var name in (string[])
            ["name", "url", "colour", "verify_ca", "authentication[0].type", "authentication[0].auth_items.password"])
        {
            answer.Detail.ShouldContain($"{name}: ");
        }
    }

    [TestCase("{\"status\": \"Online\"}", "status")]
    [TestCase("{\"url\": \"http://elsewhere\"}", "url")]
    [TestCase("[]", "object")]
    public async Task A_client_cannot_write_what_is_not_its_own(string body, string named)
    {
        var uuid = await Core.RegisterPodAsync(Pod);

        var answer = await Core.PatchAsync($"/v1/pod_managers/{uuid}", body);

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldContain(named);
    }

    [Test]
    public async Task Changed_credentials_are_used_at_once()
    {
        var uuid = await Core.RegisterPodAsync(Pod);

        await Core.PatchAsync($"/v1/pod_managers/{uuid}", """
            {"authentication": [{"type": "basic", "auth_items": {"username": "new", "password": "one"}}]}
            """);

        Pod.Seen[^1].Headers["Authorization"].ShouldBe("Basic bmV3Om9uZQ==");
    }

    [Test]
    public async Task A_pod_manager_with_nodes_is_not_deleted()
    {
        var podId = await Core.RegisterPodAsync(Pod);
        var nodeId = await Core.ComposeAsync(Pod);

        var refused = await Core.DeleteAsync($"/v1/pod_managers/{podId}");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        (await Core.GetAsync($"/v1/nodes/{nodeId}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task Nothing_is_composed_on_a_deleted_pod_manager()
    {
        var uuid = await Core.RegisterPodAsync(Pod);
        var confirmed = await Core.DeleteAsync($"/v1/pod_managers/{uuid}");

        var answer = await Core.PostAsync("/v1/nodes", $$"""{"name": "n", "podm_id": "{{uuid}}"}""");

        confirmed.Text("code").ShouldBeEmpty();
        confirmed.Detail.ShouldBe("DELETED");
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        Pod.Count(StubPod.Allocate).ShouldBe(0);
    }
}
