using Harness.Labs;
using Shouldly;

namespace Harness.Operators;

/// <summary>What a program sends to the core's API, word for word, for what its form is about. Keeps what came back last.</summary>
public sealed class ClientOperator(ScenarioLab lab)
{
    public LabReply Last { get; private set; } = new(0, null, "nothing was sent yet");

    /// <param name="request">Method and path, e.g. <c>GET /v1/nodes/{node}</c>; <c>{pod}</c>, <c>{flavor}</c>, <c>{node}</c>, <c>{device}</c> and
    /// <c>{operation}</c> stand for the id of the first there is.</param>
    /// <param name="body">As it is sent, with the same words; null for none.</param>
    public async Task SendAsync(string request, string? body = null, params (string Name, string Value)[] headers)
    {
        var words = (await FilledAsync(request)).Split(' ', 2);
        Last = body is null
            ? await lab.Valence.SendAsync(HttpMethod.Parse(words[0]), words[1], null, headers)
            : await lab.Valence.SendTextAsync(HttpMethod.Parse(words[0]), words[1], await FilledAsync(body), headers);
    }

    /// <summary>Goes on to the next page of the last answer.</summary>
    public Task SendNextAsync() => SendAsync($"GET {Last.Headers["Link"].Split('>')[0].TrimStart('<')}");

    private async Task<string> FilledAsync(string text)
    {
        (string Word, string Path, string Id)[] words =
        [
            ("{pod}", "v1/pod_managers", "uuid"), ("{flavor}", "v1/flavors", "uuid"), ("{node}", "v1/nodes", "uuid"), ("{device}", "v1/devices", "uuid"),
            ("{operation}", "v1/operations", "id"),
        ];
        foreach (var (word, path, id) in words.Where(word => text.Contains(word.Word, StringComparison.Ordinal)))
        {
            var reply = await lab.Valence.SendAsync(HttpMethod.Get, path);
            reply.Status.ShouldBe(200, reply.Text);
            text = text.Replace(word, (string)reply.Body!.AsArray()[0]![id]!, StringComparison.Ordinal);
        }

        return text;
    }
}
