using NUnit.Framework;
using Shouldly;

namespace Simulator.Tests.Ironic;

internal sealed class EventsApiTests : IronicTests
{
    private const string Port = """ "port_id":"55555555-5555-4555-8555-555555555555","mac_address":"52:54:00:00:00:01" """;

    [TestCase("""{"events":[{"event":"network.bind_port",PORT,"status":"ACTIVE"}]}""", 204, "")]
    [TestCase("""{"events":[]}""", 204, "")]
    [TestCase("""{"events":[{"event":"network.paint_port",PORT}]}""", 400, "events[0]: event must be one of network.bind_port")]
    [TestCase("""{"events":[{"event":"network.bind_port"}]}""", 400, "events[0]: port_id must be a UUID")]
    [TestCase("""{"happenings":[]}""", 400, "the body must be")]
    public async Task An_event_is_taken_when_it_is_known(string body, int status, string problem)
    {
        var reply = await Lab.SendAsync("POST", "/v1/events", raw: body.Replace("PORT", Port, StringComparison.Ordinal));

        reply.Status.ShouldBe(status);
        if (status == 400)
        {
            reply.Fault.ShouldContain(problem);
        }
    }
}
