using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests.Nouns;

internal sealed class PodTests : ClientTests
{
    [Test]
    public async Task A_registered_pod_is_listed_by_the_name_it_was_given()
    {
        await RegisterPodAsync("pod-a");

        var listed = await DoneAsync("pod", "list");

        listed.Lines[0].ShouldStartWith("UUID");
        listed.Lines[1].ShouldContain($"pod-a  {Pod.Url}");
        listed.Lines[1].ShouldContain("Online");
        listed.Out.ShouldNotContain("s3cret");
    }

    [Test]
    public async Task Json_is_what_the_api_answers()
    {
        await RegisterPodAsync();

        var listed = await DoneAsync("pod", "list", "-o", "json");

        using var http = new HttpClient(new SocketsHttpHandler());
        var answered = await http.GetStringAsync(new Uri(Url + "/v1/pod_managers"));
        System.Text.Json.Nodes.JsonNode.DeepEquals(listed.Json, System.Text.Json.Nodes.JsonNode.Parse(answered)).ShouldBeTrue(listed.Out);
    }

    [Test]
    public async Task The_password_comes_from_the_input_the_environment_or_a_person()
    {
        string[] create = ["pod", "create", "p", Pod.Url, "--username", "admin"];
        Task<Ran> Forget() => DoneAsync("pod", "delete", "p");

        (await RunAsync(new Typed([.. create, "--password-stdin"]) { Input = "from-input\nmore" })).Code.ShouldBe(0);
        await Forget();
        (await RunAsync(new Typed(create) { Variables = new Dictionary<string, string> { ["VALENCE_POD_PASSWORD"] = "from-environment" } })).Code.ShouldBe(0);
        await Forget();
        (await RunAsync(new Typed(create) { Answer = "from-person" })).Code.ShouldBe(0);
        await Forget();
        var nobody = await RunAsync(create);

        nobody.Code.ShouldBe(2);
        nobody.Error.ShouldContain("VALENCE_POD_PASSWORD");
        var sent = Pod.Seen.Select(request => request.Headers.GetValueOrDefault("Authorization")).OfType<string>()
            .Select(header => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(header["Basic ".Length..]))).Distinct();
        sent.ShouldBe(["admin:from-input", "admin:from-environment", "admin:from-person"]);
    }

    [Test]
    public async Task What_is_set_changes_and_what_is_not_given_stays()
    {
        await RegisterPodAsync("old");

        await DoneAsync("pod", "set", "old", "--name", "new", "--location", "hall 2", "--verify-ca", "false");

        var shown = await DoneAsync("pod", "show", "new", "-o", "json");
        shown.Json["location"]!.ToString().ShouldBe("hall 2");
        shown.Json["verify_ca"]!.GetValue<bool>().ShouldBeFalse();
        shown.Json["url"]!.ToString().ShouldBe(Pod.Url);
    }

    [Test]
    public async Task A_change_of_nothing_is_a_mistake()
    {
        await RegisterPodAsync();

        (await RunAsync("pod", "set", "pod-a")).Code.ShouldBe(2);
        (await RunAsync("pod", "set", "pod-a", "--password", "x")).Error.ShouldContain("--username");
    }

    [Test]
    public async Task A_pod_with_nodes_is_not_forgotten()
    {
        await RegisterPodAsync();
        await ComposeAsync();

        var refused = await RunAsync("pod", "delete", "pod-a");

        refused.Code.ShouldBe(4);
        refused.Error.ShouldContain("still has 1 node");
        refused.Error.ShouldContain("request: ");
    }
}
