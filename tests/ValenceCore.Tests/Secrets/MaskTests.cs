using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Http;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Secrets;

/// <summary>A password that can be recognised goes in; it is looked for wherever something comes out.</summary>
internal sealed class MaskTests
{
    private const string Password = "Tell-Nobody-7391";
    private const string BmcPassword = "Hide-Me-5518";

    private readonly SeenLog log = new();
    private readonly SeenActivities activities = new();
    private string folder = "";
    private StubPod pod = null!;
    private StubIronic ironic = null!;

    [SetUp]
    public async Task StartPeersAsync()
    {
        folder = Directory.CreateTempSubdirectory("valence-mask-").FullName;
        pod = await StubPod.StartedAsync();
        ironic = await StubIronic.StartedAsync();
    }

    [TearDown]
    public async Task StopPeersAsync()
    {
        await pod.DisposeAsync();
        await ironic.DisposeAsync();
        log.Dispose();
        activities.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Test]
    public async Task A_password_is_found_nowhere_after_it_was_given()
    {
        var said = new List<string>();
        await using (var core = await StartedAsync())
        {
            using var measurements = new SeenMeasurements(core);
            said.AddRange(await UseAsync(core));
            measurements.Collect();
            measurements.Rows.Count.ShouldBeGreaterThan(20);
            measurements.Rows.ShouldAllBe(row => !IsTold($"{row.Name} {row.Values}"));
            foreach (var path in PathsOf(core))
            {
                said.Add($"{path}: {await core.GetAsync(path)}");
            }
        }

        pod.Seen.ShouldContain(one => one.Headers.ContainsKey("Authorization"), "the password was used");
        said.Count.ShouldBeGreaterThan(25);
        said.ShouldAllBe(one => !IsTold(one));
        log.Lines.Count.ShouldBeGreaterThan(20);
        log.Lines.ShouldAllBe(line => !IsTold(line));
        activities.All.Count.ShouldBeGreaterThan(40);
        activities.All.ShouldAllBe(activity => !IsTold(SeenActivities.Text(activity)));
        SqliteConnection.ClearAllPools();
        // The database itself last: whatever lies beside it moves into it when its last connection closes.
        foreach (var file in Directory.GetFiles(folder, "valence.db*").OrderDescending(StringComparer.Ordinal))
        {
            IsTold(await TextAsync(file)).ShouldBeFalse(file);
        }
    }

    private static async Task<string> TextAsync(string file)
    {
        try
        {
            return Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file));
        }
        catch (FileNotFoundException) when (!file.EndsWith(".db", StringComparison.Ordinal))
        {
            return "";
        }
    }

    private Task<CoreUnderTest> StartedAsync() => CoreUnderTest.StartedAsync(
        options =>
        {
            options.Database = Path.Combine(folder, "valence.db");
            options.Ironic.Url = ironic.Url;
        },
        services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));

    /// <summary>Everything that a password takes part in, well done and badly done.</summary>
    private async Task<IReadOnlyList<string>> UseAsync(CoreUnderTest core)
    {
        Answer[] answers =
        [
            await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", pod.Url, password: Password)),
            await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-a", pod.Url, password: Password)),
            await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-b", "http://127.0.0.1:1", password: Password)),
            await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-c", pod.Url, driver: "abacus", password: Password)),
            await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-d", "ftp://x", password: Password)),
            await core.PostAsync("/v1/pod_managers", CoreUnderTest.PodBody("pod-e", pod.Url, password: Password)[..^2]),
        ];
        var uuid = answers[0].Text("uuid");
        var changed = await core.PatchAsync($"/v1/pod_managers/{uuid}", $$$"""
            {"authentication": [{"type": "basic", "auth_items": {"username": "admin", "password": "{{{Password}}}"}}]}
            """);
        var node = await core.ComposeAsync(pod);
        ironic.On(StubIronic.CreateNode, StubIronic.Error(400, "no"));
        var registered = await core.PostAsync(
            $"/v1/nodes/{node}/register", $$$"""{"driver_info": {"redfish_password": "{{{BmcPassword}}}"}}""");
        registered.Status.ShouldNotBe(HttpStatusCode.OK);
        var rotated = await core.PostAsync("/v1/secrets/rotate");
        return [.. answers.Append(changed).Append(registered).Append(rotated).Select(answer => answer.ToString())];
    }

    /// <summary>Every GET route, with ids that are there where there are any.</summary>
    private static IReadOnlyList<string> PathsOf(CoreUnderTest core)
    {
        var routes = core.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<ValenceRoute>())
            .OfType<ValenceRoute>()
            .Where(route => route.Methods.Contains("GET") && route.Pattern != "/v1/operations/events")
            .Select(route => route.Pattern)
            .ToList();
        return [.. routes.SelectMany(route => Ids(core, route).Select(id => route.Replace("{uuid}", id).Replace("{id}", id)))];
    }

    private static IEnumerable<string> Ids(CoreUnderTest core, string route)
    {
        if (!route.Contains('{', StringComparison.Ordinal))
        {
            return ["none"];
        }

        var list = core.GetAsync(route[..route.IndexOf("/{", StringComparison.Ordinal)]).GetAwaiter().GetResult().Body;
        var ids = list is System.Text.Json.Nodes.JsonArray rows
            ? rows.Select(row => (row!["uuid"] ?? row["id"])?.GetValue<string>()).OfType<string>()
            : [];
        return ids.Append("none");
    }

    private static bool IsTold(string text) =>
        text.Contains(Password, StringComparison.Ordinal) || text.Contains(BmcPassword, StringComparison.Ordinal)
        || text.Contains(Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{Password}")), StringComparison.Ordinal);
}
