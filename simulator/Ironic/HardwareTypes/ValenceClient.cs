using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Simulator.Faces;
using Simulator.Time;

namespace Simulator.Ironic;

/// <summary>Speaks to a Valence API (version 1), as the plug-in of real Ironic does.</summary>
internal sealed class ValenceClient(SimulatorClock clock, IronicSettings settings, BmcTransports transports)
{
    public Task<JsonNode?> GetAsync(ValenceDriverInfo valence, string path, BmcCall call) => SendAsync(valence, HttpMethod.Get, path, body: null, call);

    public Task<JsonNode?> PostAsync(ValenceDriverInfo valence, string path, JsonObject body, BmcCall call) => SendAsync(valence, HttpMethod.Post, path, body, call);

    private async Task<JsonNode?> SendAsync(ValenceDriverInfo valence, HttpMethod method, string path, JsonObject? body, BmcCall call)
    {
        var request = new HttpRequestMessage(method, new Uri(valence.Api, path))
        {
            Content = body is null ? null : new StringContent(JsonReply.Text(body), Encoding.UTF8, "application/json"),
        };
        request.TakeJson();
        if (valence.Token is { } token)
        {
            request.Headers.TryAddWithoutValidation("X-Auth-Token", token);
        }
        else if (valence.Username is { } user)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{valence.Password}")));
        }

        try
        {
            return await HeldExchange.SendAsync(
                transports.For(valence.VerifyCa, valence.CaFile), request, (response, text) => Read($"{method} {path}", response, text), clock, call.Hold,
                settings.Timings.BmcTimeout, call.Cancellation);
        }
        catch (Exception silent) when (silent is HttpRequestException or TimeoutException)
        {
            throw new BmcException($"The Valence API at {valence.Api} does not answer: {silent.Message}", silent);
        }
    }

    private static JsonNode? Read(string what, HttpResponseMessage response, string text)
    {
        JsonNode? body;
        try
        {
            body = text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException broken)
        {
            throw new BmcException($"Valence answered {what} with a body that is not JSON: {broken.Message}");
        }

        return response.IsSuccessStatusCode ? body : throw new BmcException($"Valence answered {what} with code {(int)response.StatusCode}. {Said(body)}".TrimEnd());
    }

    private static string Said(JsonNode? body) => Json.Text((body as JsonObject)?["detail"]) ?? Json.Text((body as JsonObject)?["title"]) ?? "";
}
