using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.Flavors;

/// <summary>Named requirements. <c>Properties</c> is kept as it was sent and was valid when it was stored.</summary>
internal sealed record Flavor(string Uuid, string Name, string? Description, JsonObject Properties, long CreatedAt, long UpdatedAt);

/// <summary>A checked request to make or change a flavor; null means "not given".</summary>
internal sealed record FlavorRequest(string? Name, string? Description, JsonObject? Properties)
{
    public static Outcome<FlavorRequest> ForCreate(JsonObject body) => Read(body, uuid: null);

    public static Outcome<FlavorRequest> ForChange(JsonObject body, string uuid) => Read(body, uuid);

    private static Outcome<FlavorRequest> Read(JsonObject body, string? uuid)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        if (uuid is null)
        {
            fields.AllowOnly("name", "description", "properties");
        }
        else
        {
            fields.AllowOnly("name", "description", "properties", "uuid");
            if (fields.Text("uuid") is { } sent && sent != uuid)
            {
                fields.Problem("uuid", "cannot be changed");
            }
        }

        var isCreate = uuid is null;
        var request = new FlavorRequest(fields.Text("name", isCreate), fields.Text("description"), fields.Raw("properties"));
        if (request.Name is { Length: 0 })
        {
            fields.Problem("name", "must not be empty");
        }

        if (fields.Object("properties", isCreate) is { } properties)
        {
            RequirementsReader.Read(properties);
        }

        return problems.Count > 0 ? Failure.Invalid(problems) : request;
    }
}
