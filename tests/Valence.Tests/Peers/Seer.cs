using ValenceCore.Tests.Peers;

namespace Valence.Tests.Peers;

/// <summary>Answers every list with an empty one and remembers who asked.</summary>
internal sealed class Seer : StubPeer
{
    public static async Task<Seer> StartedAsync()
    {
        var seer = new Seer();
        await seer.StartAsync();
        seer.On("GET /v1/pod_managers", new StubReply(200, "[]"));
        return seer;
    }
}
