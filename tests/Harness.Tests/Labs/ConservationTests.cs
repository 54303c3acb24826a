using Harness.Fixtures;
using Harness.Labs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Labs;

public sealed class ConservationTests
{
    [TestCase("""{"hold":true,"breaches":[],"found":0}""", null)]
    [TestCase("""{"hold":false,"breaches":["s1 is held by 7, which does not exist."],"found":1}""", "s1 is held by 7")]
    [TestCase("""{"hold":true,"breaches":[],"found":2}""", "broken 2 times")]
    [TestCase("nothing", "does not tell")]
    public async Task A_scenario_in_which_the_law_was_broken_fails(string answer, string? told)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var rack = builder.Build();
        rack.MapGet("/sim/v1/invariants", () => Results.Text(answer, answer.StartsWith('{') ? "application/json" : "text/plain"));
        await rack.StartAsync();
        using var control = new LabClient(new Uri(rack.Urls.Single()));

        if (told is null)
        {
            await Conservation.EnsureAsync(control);
        }
        else
        {
            (await Should.ThrowAsync<ConservationException>(Conservation.EnsureAsync(control))).Message.ShouldContain(told);
        }
    }

    [Test]
    public async Task A_rack_at_work_keeps_the_law()
    {
        await using var lab = new ScenarioLab();
        await lab.StartAsync(new RackBuilder().WithSleds(1));

        await Conservation.EnsureAsync(lab.Control);
    }
}
