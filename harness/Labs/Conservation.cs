using System.Text.Json.Nodes;

namespace Harness.Labs;

/// <summary>The rack's law of conservation was broken while a scenario ran.</summary>
public sealed class ConservationException(string message) : Exception(message);

/// <summary>Asks a rack whether anything was held twice, lost, or claimed by nobody.</summary>
public static class Conservation
{
    /// <param name="control">The control face of the rack.</param>
    /// <exception cref="ConservationException">Something was; also when it has been mended since.</exception>
    public static async Task EnsureAsync(LabClient control)
    {
        var reply = await control.SendAsync(HttpMethod.Get, "sim/v1/invariants");
        if (reply.Body is not JsonObject body)
        {
            throw new ConservationException($"The rack does not tell whether its law of conservation holds: {reply}");
        }

        if (!(bool)body["hold"]! || (int)body["found"]! > 0)
        {
            var texts = body["breaches"]!.AsArray().Select(b => (string)b!);
            throw new ConservationException(
                $"The rack's law of conservation was broken {body["found"]} times (its journal, room invariant, tells by what). Now: {string.Join(" ", texts.DefaultIfEmpty("mended."))}");
        }
    }
}
