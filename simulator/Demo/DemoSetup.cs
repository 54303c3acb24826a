using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Simulator.Demo;

/// <summary>Prepares the core of the demo through its API, as an operator would: registers the pod, makes two flavors.</summary>
internal static class DemoSetup
{
    /// <returns>Id of the smaller flavor.</returns>
    /// <exception cref="HttpRequestException">The core refused; the message has its reason.</exception>
    public static async Task<string> RunAsync(
        Uri valence, Uri redfish, string user, string password, string? certificatePem, CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler()) { BaseAddress = valence };
        var pod = new JsonObject
        {
            ["name"] = "demo-pod",
            ["url"] = redfish.GetLeftPart(UriPartial.Authority),
            ["driver"] = "redfish",
            ["authentication"] = new JsonArray(new JsonObject
            {
                ["type"] = "basic",
                ["auth_items"] = new JsonObject { ["username"] = user, ["password"] = password },
            }),
        };
        if (certificatePem is not null)
        {
            // Self-signed, so it is named as trusted instead of trusting anybody. Ironic gets the same path from the core.
            pod["verify_ca"] = certificatePem;
        }

        await PostAsync(client, "v1/pod_managers", pod, cancellation);
        var small = await PostAsync(client, "v1/flavors", Flavor("small", "A small web server.", "8", "16384"), cancellation);
        var database = Flavor("database", "Many cores and a pooled NVMe drive.", "32", "65536");
        database["properties"]!["pci_device"] = new JsonObject { ["type"] = new JsonArray("SSD") };
        await PostAsync(client, "v1/flavors", database, cancellation);
        return (string)small["uuid"]!;
    }

    private static JsonObject Flavor(string name, string description, string cores, string memoryMiB) => new()
    {
        ["name"] = name,
        ["description"] = description,
        ["properties"] = new JsonObject
        {
            ["processor"] = new JsonObject { ["total_cores"] = cores },
            ["memory"] = new JsonObject { ["capacity_mib"] = memoryMiB },
        },
    };

    private static async Task<JsonObject> PostAsync(HttpClient client, string path, JsonObject body, CancellationToken cancellation)
    {
        using var response = await client.PostAsJsonAsync(path, body, cancellation);
        var answer = await response.Content.ReadAsStringAsync(cancellation);
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(answer)!.AsObject()
            : throw new HttpRequestException($"The demo could not set up the core: POST {path} answered {(int)response.StatusCode}: {answer}");
    }
}
