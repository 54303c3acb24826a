using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;

namespace Valence.Tests.Telemetry;

/// <summary>What <c>valence serve</c> tells of itself reaches who is named to it, and nobody else.</summary>
internal sealed class OtlpTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> hasty = new()
    {
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
    };

    private OtlpReceiver collector = null!;
    private string settings = "";

    [SetUp]
    public async Task StartCollectorAsync() => (collector, settings) = (await OtlpReceiver.StartedAsync(), Path.GetTempFileName());

    [TearDown]
    public async Task StopCollectorAsync()
    {
        File.Delete(settings);
        await collector.DisposeAsync();
    }

    [Test]
    public async Task Traces_metrics_and_the_log_are_posted_to_the_collector_of_the_settings()
    {
        await File.WriteAllTextAsync(settings, $$"""{"Valence": {"Telemetry": {"Otlp": "{{collector.Url}}"} } }""");
        await using var service = new ServeProcess(hasty, "--settings", settings);

        await SeeAllAsync(service);
    }

    [Test]
    public async Task The_standard_variables_name_a_collector_too()
    {
        await using var service = new ServeProcess(new Dictionary<string, string>(hasty)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });

        await SeeAllAsync(service);
    }

    [Test]
    public async Task A_line_of_the_log_comes_with_its_fields_and_scopes_and_the_trace_that_it_belongs_to()
    {
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        await File.WriteAllTextAsync(settings, $$"""{"Valence": {"Telemetry": {"Otlp": "{{collector.Url}}"} } }""");
        await using var service = new ServeProcess(hasty, "--settings", settings);
        await UntilAsync(service, () => AskAsync(service, HttpMethod.Get, "/v1/pod_managers"), isDone: asked => asked);

        await AskAsync(service, HttpMethod.Delete, "/v1/flavors/nobody", ("traceparent", $"00-{trace}-b7ad6b7169203331-01"));

        string[] parts = ["DELETE /v1/flavors/nobody: 404", "RequestId", "RemoteAddress", "ValenceCore.Access.AuditTrail", Encoding.Latin1.GetString(Convert.FromHexString(trace))];
        await UntilAsync(
            service, () => Task.FromResult(collector.Posted), posted => posted.Any(one => parts.All(part => Of([one], "logs", part))));
    }

    [Test]
    public async Task A_collector_that_is_named_for_one_signal_gets_that_one_alone()
    {
        await using var service = new ServeProcess(new Dictionary<string, string>(hasty)
        {
            ["OTEL_EXPORTER_OTLP_LOGS_ENDPOINT"] = $"{collector.Url}/v1/logs",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        });
        await UntilAsync(service, () => AskAsync(service, HttpMethod.Get, "/v1/pod_managers"), isDone: asked => asked);
        await AskAsync(service, HttpMethod.Delete, "/v1/flavors/nobody");

        await UntilAsync(service, () => Task.FromResult(collector.Posted), posted => Of(posted, "logs", "/v1/flavors/nobody"));

        collector.Posted.ShouldAllBe(one => one.Path == "POST /v1/logs");
    }

    [Test]
    public async Task An_address_that_is_none_is_told_before_anything_starts()
    {
        await File.WriteAllTextAsync(settings, """{"Valence": {"Telemetry": {"Otlp": "collector:4318"}}}""");
        await using var service = new ServeProcess(hasty, "--settings", settings);

        (await service.EndedAsync()).ShouldBe(2);
        service.Lines.ShouldHaveSingleItem().ShouldContain("Valence:Telemetry:Otlp: 'collector:4318'");
    }

    [Test]
    public async Task The_log_can_be_json_with_the_ids_a_line_belongs_to()
    {
        await using var service = new ServeProcess(new Dictionary<string, string>(), "--log", "json");

        await UntilAsync(service, () => AskAsync(service, HttpMethod.Post, "/v1/secrets/rotate"), isDone: asked => asked);
        await UntilAsync(service, () => Task.FromResult(service.Lines), lines => lines.Any(line => line.Contains("/v1/secrets/rotate")));

        var line = JsonNode.Parse(service.Lines.First(line => line.Contains("/v1/secrets/rotate")))!;
        var id = line["State"]!["RequestId"]!.GetValue<string>();
        line["Scopes"]!.AsArray().ShouldContain(scope => scope!["Message"]!.GetValue<string>() == $"request {id}");
        collector.Posted.ShouldBeEmpty();
    }

    private async Task SeeAllAsync(ServeProcess service)
    {
        await UntilAsync(service, () => AskAsync(service, HttpMethod.Get, "/v1/pod_managers"), isDone: asked => asked);
        await AskAsync(service, HttpMethod.Delete, "/v1/flavors/nobody");
        await UntilAsync(
            service, () => Task.FromResult(collector.Posted),
            posted => Of(posted, "traces", "/v1/pod_managers") && Of(posted, "metrics", "valence.pods") && Of(posted, "logs", "DELETE /v1/flavors/nobody"));

        collector.Posted.ShouldAllBe(one => one.Type == "application/x-protobuf" && one.Body.Length > 0);
    }

    /// <summary>Protobuf keeps texts as they are, so that they can be found without reading the rest.</summary>
    private static bool Of(IReadOnlyCollection<(string Path, string? Type, byte[] Body)> posted, string signal, string text) =>
        posted.Any(one => one.Path == $"POST /v1/{signal}" && Encoding.Latin1.GetString(one.Body).Contains(text, StringComparison.Ordinal));

    private static async Task<bool> AskAsync(ServeProcess service, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var handler = new SocketsHttpHandler();
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(method, service.Url + path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var answer = await client.SendAsync(request, CancellationToken.None);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }

    private static async Task UntilAsync<T>(ServeProcess service, Func<Task<T>> look, Func<T, bool> isDone)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (!isDone(await look()))
        {
            service.IsRunning.ShouldBeTrue(string.Join('\n', service.Lines));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, deadline.Token);
        }
    }
}
