using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests;

/// <summary>What <c>valence serve</c> says of where it listens.</summary>
internal sealed class ServeTests
{
    private const string Warned = "is plain http, so that tokens travel in clear";

    private const string Access = """{"Access": {"Mode": "token", "Tokens": [{"Name": "ci", "Role": "reader", "Sha256": "HASH"}]}}""";

    private string settings = "";

    [SetUp]
    public void MakeSettings() => settings = Path.GetTempFileName();

    [TearDown]
    public void DropSettings() => File.Delete(settings);

    [Test]
    public async Task Tokens_over_plain_http_beyond_this_machine_are_warned_of_in_the_log()
    {
        await File.WriteAllTextAsync(
            settings, """{"Kestrel": {"Endpoints": {"All": {"Url": "http://0.0.0.0:0"}}}, "Valence": """ + Access.Replace("HASH", new string('a', 64), StringComparison.Ordinal) + "}");
        await using var service = new ServeProcess(new Dictionary<string, string>(), "--settings", settings, "--log", "json");

        var line = await service.SeenAsync(Warned);

        line.ShouldContain("\"LogLevel\":\"Warning\"");
        line.ShouldContain("http://0.0.0.0:0 can be reached from other machines");
    }

    [Test]
    public async Task Nobody_may_use_an_open_service_from_elsewhere()
    {
        await File.WriteAllTextAsync(settings, """{"Kestrel": {"Endpoints": {"All": {"Url": "http://0.0.0.0:0"}}}}""");
        await using var service = new ServeProcess(new Dictionary<string, string>(), "--settings", settings);

        (await service.EndedAsync()).ShouldBe(2);
        service.Lines.ShouldContain(line => line.Contains("Access.Mode is 'none'", StringComparison.Ordinal));
    }
}
