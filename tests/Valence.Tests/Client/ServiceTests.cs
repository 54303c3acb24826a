using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests.Client;

internal sealed class ServiceTests : ClientTests
{
    [Test]
    public async Task A_service_that_is_not_there_is_6()
    {
        var ran = await RunAsync("pod", "list", "--url", "http://127.0.0.1:1");

        ran.Code.ShouldBe(6);
        ran.Error.ShouldContain("http://127.0.0.1:1/ cannot be reached");
        ran.Error.ShouldContain("VALENCE_URL");
    }

    [Test]
    public async Task A_service_that_does_not_answer_in_time_is_6()
    {
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();

        var ran = await RunAsync("pod", "list", "--url", $"http://{silent.LocalEndpoint}", "--timeout", "0.2");

        ran.Code.ShouldBe(6);
        ran.Error.ShouldContain("within 0.2 s");
    }

    [Test]
    public async Task What_is_no_such_service_is_told()
    {
        await using var seer = await Seer.StartedAsync();
        seer.On("GET /v1/flavors", new ValenceCore.Tests.Peers.StubReply(200, "<html>"));

        var page = await RunAsync("flavor", "list", "--url", seer.Url);
        var teapot = await RunAsync("node", "list", "--url", seer.Url);

        page.Code.ShouldBe(5);
        page.Error.ShouldContain("not JSON");
        teapot.Code.ShouldBe(1);
        teapot.Error.ShouldContain("answered 418");
    }

    [Test]
    public async Task Options_of_the_service_may_stand_before_the_noun_and_between()
    {
        (await RunAsync(new Typed("--url", Url, "pod", "list") { Variables = Elsewhere })).Code.ShouldBe(0);
        (await RunAsync(new Typed("pod", "--url", Url, "list") { Variables = Elsewhere })).Code.ShouldBe(0);
        (await RunAsync(new Typed("pod", "list", "--url", Url) { Variables = Elsewhere })).Code.ShouldBe(0);
        (await RunAsync(new Typed("pod", "list") { Variables = Elsewhere })).Code.ShouldBe(6);
    }

    [TestCase("--url", "ftp://x")]
    [TestCase("--timeout", "0")]
    [TestCase("--ca", "/no/such/file")]
    [TestCase("-o", "yaml")]
    [TestCase("--colour", "red")]
    public async Task A_wrong_option_is_2(string option, string value) => (await RunAsync("pod", "list", option, value)).Code.ShouldBe(2);

    [Test]
    public async Task A_noun_without_a_verb_is_2_and_help_is_0_and_lists_the_exit_codes()
    {
        var alone = await RunAsync("pod");
        var help = await DoneAsync("--help");

        alone.Code.ShouldBe(2);
        alone.Error.ShouldContain("Registers a pod manager.");

        help.Out.ShouldContain("7 operation failed");
    }

    [Test]
    public async Task Who_asks_is_sent_along()
    {
        await using var seer = await Seer.StartedAsync();

        await RunAsync(new Typed("pod", "list", "--url", seer.Url) { Variables = new Dictionary<string, string> { ["VALENCE_TOKEN"] = "t0ken" } });
        await RunAsync("pod", "list", "--url", seer.Url, "--token", "other");
        await RunAsync(new Typed("pod", "list", "--url", seer.Url, "--user", "ann") { Variables = new Dictionary<string, string> { ["VALENCE_PASSWORD"] = "pw" } });
        await RunAsync(new Typed("pod", "list", "--url", seer.Url, "--user", "ann") { Answer = "typed" });
        var nobody = await RunAsync("pod", "list", "--url", seer.Url, "--user", "ann");

        seer.Seen.Select(request => request.Headers.GetValueOrDefault("X-Auth-Token")).ShouldBe(["t0ken", "other", null, null]);
        seer.Seen.Select(request => request.Headers.GetValueOrDefault("Authorization")).ShouldBe(
            [null, null, "Basic " + Encoded("ann:pw"), "Basic " + Encoded("ann:typed")]);
        nobody.Code.ShouldBe(2);
        nobody.Error.ShouldContain("VALENCE_PASSWORD");
    }

    [Test]
    public async Task A_certificate_is_checked_against_the_given_authority_unless_somebody_says_insecure()
    {
        var until = TimeProvider.System.GetUtcNow().AddDays(1);
        await using var service = await TlsPod.StartedAsync("127.0.0.1", until);
        await using var other = await TlsPod.StartedAsync("127.0.0.1", until);
        var authority = Path.GetTempFileName();
        await File.WriteAllTextAsync(authority, service.Pem);

        var untold = await RunAsync("flavor", "list", "--url", service.Url);
        var insecure = await RunAsync("flavor", "list", "--url", service.Url, "--insecure");
        var trusted = await RunAsync("flavor", "list", "--url", service.Url, "--ca", authority);
        var stranger = await RunAsync("flavor", "list", "--url", other.Url, "--ca", authority);
        var both = await RunAsync("flavor", "list", "--url", service.Url, "--ca", authority, "--insecure");
        File.Delete(authority);

        untold.Error.ShouldContain("--ca");
        ((int[])[untold.Code, insecure.Code, trusted.Code, stranger.Code, both.Code]).ShouldBe([6, 0, 0, 6, 2]);
    }

    private static Dictionary<string, string> Elsewhere => new() { ["VALENCE_URL"] = "http://127.0.0.1:1" };

    private static string Encoded(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
}
