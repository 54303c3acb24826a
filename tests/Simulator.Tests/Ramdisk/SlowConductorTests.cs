using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using Simulator.Time;

namespace Simulator.Tests.Ramdisk;

/// <summary>Agents of a rack whose time runs faster than that of the Ironic which they find.</summary>
internal sealed class SlowConductorTests
{
    [Test]
    public async Task A_lookup_that_takes_real_time_is_waited_for()
    {
        var lookups = 0;
        var beat = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ironic = Build();
        ironic.MapGet("/v1", () => Results.Text("""{"version": {"version": "1.82"}}""", "application/json"));
        ironic.MapGet("/v1/lookup", async () =>
        {
            // 500 seconds of the rack, and the token is given once.
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            var token = Interlocked.Increment(ref lookups) == 1 ? "secret" : "******";
            return Results.Json(new { node = new { uuid = "n-1" }, config = new { agent_token = token } });
        });
        ironic.MapPost("/v1/heartbeat/{node}", async (HttpRequest request) =>
        {
            beat.TrySetResult((await JsonNode.ParseAsync(request.Body))?["agent_token"]?.GetValue<string>());
            return Results.StatusCode(202);
        });
        await ironic.StartAsync();
        ClockSetting.TryParse("scaled=1000", out var clock).ShouldBeTrue();
        await using var simulator = await StartedSimulator.StartAsync(o => o with { Clock = clock, AgentIronic = new Uri(ironic.Urls.First()) });
        var system = simulator.App.Pod.Systems.Keys.First();
        (await simulator.Redfish.PatchAsync(
            $"/redfish/v1/Systems/{system}", """{"Boot": {"BootSourceOverrideTarget": "Pxe", "BootSourceOverrideEnabled": "Once"}}""")).Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NoContent);
        await simulator.Redfish.PostAsync($"/redfish/v1/Systems/{system}/Actions/ComputerSystem.Reset", """{"ResetType": "On"}""");

        (await beat.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System)).ShouldBe("secret");
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }
}
