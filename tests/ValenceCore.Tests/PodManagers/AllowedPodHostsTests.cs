using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;
using ValenceCore.PodManagers;
using ValenceCore.Store;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.PodManagers;

/// <summary>The stub pod listens on 127.0.0.1; <c>localhost</c> is a name that resolves to it.</summary>
internal sealed class AllowedPodHostsTests : CoreTests
{
    [TestCase("pod.example", "http://pod.example/redfish/v1", true)]
    [TestCase("pod.example", "https://POD.Example:8443", true)]
    [TestCase("pod.example", "http://evil-pod.example", false)]
    [TestCase("pod.example", "http://pod.example.evil.org", false)]
    [TestCase("*.rack.example", "http://a.rack.example", true)]
    [TestCase("*.rack.example", "http://a.b.rack.example", true)]
    [TestCase("*.rack.example", "http://rack.example", false)]
    [TestCase("*.rack.example", "http://evilrack.example", false)]
    [TestCase("10.0.0.7", "http://10.0.0.7", true)]
    [TestCase("10.0.0.7", "http://10.0.0.8", false)]
    [TestCase("10.0.0.0/8", "http://10.1.2.3", true)]
    [TestCase("10.0.0.0/8", "http://11.1.2.3", false)]
    [TestCase("10.0.0.0/8", "http://[::ffff:10.1.2.3]", true)]
    [TestCase("fd00::/8", "http://[fd00::1]", true)]
    [TestCase("fd00::/8", "http://[fe80::1]", false)]
    [TestCase("10.0.0.0/8", "http://169.254.169.254", false)]
    [TestCase("127.0.0.0/8", "http://2130706433", true, Description = "127.0.0.1 as one number is the same address")]
    [TestCase("10.0.0.0/8", "http://2130706433", false)]
    [TestCase("10.0.0.0/8", "http://localhost", false)]
    [TestCase("127.0.0.0/8,::1/128", "http://localhost", true)]
    [TestCase("pod.example,10.0.0.0/8", "http://localhost", false, Description = "beside names, networks do not let other names in")]
    [TestCase("pod.example,10.0.0.0/8", "http://10.0.0.1", true)]
    public async Task The_list_says(string list, string url, bool isAllowed)
    {
        var options = new ValenceCoreOptions();
        options.Access.AllowedPodHosts = list.Split(',');

        var problem = await new AllowedPodHosts(Options.Create(options)).ProblemAsync(url, CancellationToken.None);

        (problem is null).ShouldBe(isAllowed, problem);
    }

    [TestCase("10.0.0.0/33")]
    [TestCase("http://pod.example")]
    [TestCase("")]
    [TestCase("*")]
    public async Task An_entry_that_means_nothing_stops_the_start(string entry)
    {
        var start = () => CoreUnderTest.StartedAsync(options => options.Access.AllowedPodHosts = [entry]);

        (await start.ShouldThrowAsync<OptionsValidationException>()).Failures
            .ShouldHaveSingleItem().ShouldStartWith("Access.AllowedPodHosts: ");
    }

    [Test]
    public async Task A_url_outside_is_400_and_neither_stored_nor_contacted()
    {
        await using var core = await StartedAsync("pod.example", "10.0.0.0/8");

        var answer = await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", Pod.Url));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Detail.ShouldBe("url: the host '127.0.0.1' is not among the allowed ones (pod.example, 10.0.0.0/8)");
        (await core.GetAsync("/v1/pod_managers")).List.ShouldBeEmpty();
        Pod.Seen.ShouldBeEmpty();
    }

    [TestCase("127.0.0.0/8")]
    [TestCase("127.0.0.1")]
    public async Task A_url_inside_is_spoken_to(string entry)
    {
        await using var core = await StartedAsync(entry);

        var answer = await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", Pod.Url));

        answer.Text("status").ShouldBe("Online");
    }

    [Test]
    public async Task A_name_that_has_come_to_point_elsewhere_leads_nowhere()
    {
        // The name is allowed; the machine it points to is not.
        await using var core = await StartedAsync("localhost", "10.0.0.0/8");

        var answer = await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", Pod.Url.Replace("127.0.0.1", "localhost")));

        answer.Text("status").ShouldBe("Offline");
        answer.Text("status_reason").ShouldContain("'localhost' is not among those");
        Pod.Seen.ShouldBeEmpty();
    }

    [TestCase("true")]
    [TestCase("false")]
    [TestCase("\"sha256:0000000000000000000000000000000000000000000000000000000000000000\"")]
    public async Task A_pod_that_was_registered_before_it_was_forbidden_is_not_contacted(string verifyCa)
    {
        await using var core = await StartedAsync("127.0.0.1");
        await core.RegisterPodAsync(Pod, verifyCa: verifyCa);
        await using (var session = await core.Services.GetRequiredService<Database>().OpenAsync(CancellationToken.None))
        {
            // As if the list had been another one then.
            await session.ExecuteAsync("UPDATE pod_managers SET url = @Url", new { Url = Pod.Url.Replace("127.0.0.1", "localhost") });
        }

        var seen = Pod.Seen.Count;
        var uuid = (await core.GetAsync("/v1/pod_managers")).Body![0]!["uuid"]!.GetValue<string>();
        var answer = await core.PatchAsync($"/v1/pod_managers/{uuid}", """{"description": "look again"}""");

        answer.Text("status").ShouldBe("Offline");
        Pod.Seen.Count.ShouldBe(seen);
    }

    private static Task<CoreUnderTest> StartedAsync(params string[] entries) =>
        CoreUnderTest.StartedAsync(options => options.Access.AllowedPodHosts = entries);
}
