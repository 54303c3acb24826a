using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Http;

namespace ValenceCore.PodManagers;

/// <summary>A checked request to register or change a pod manager; null means "not given".</summary>
internal sealed record PodManagerRequest
{
    private static readonly string[] CreateKeys = ["name", "url", "driver", "authentication", "verify_ca", "description", "location"];

    private static readonly string[] ChangeKeys =
        ["name", "driver", "authentication", "verify_ca", "description", "location", "resource_uri", "uuid", "url"];

    public string? Name { get; init; }

    public string? Url { get; init; }

    public string? Driver { get; init; }

    public PodCredentials? Credentials { get; init; }

    public VerifyCa? VerifyCa { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    public string? ResourceUri { get; init; }

    public string? Uuid { get; init; }

    public static Outcome<PodManagerRequest> ForCreate(JsonObject body)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        fields.AllowOnly(CreateKeys);
        var request = Read(body, fields, isCreate: true);
        return problems.Count > 0 ? Failure.Invalid(problems) : request;
    }

    public static Outcome<PodManagerRequest> ForChange(JsonObject body, PodManager current)
    {
        var problems = new List<string>();
        var fields = new RequestFields(body, problems);
        fields.AllowOnly(ChangeKeys);
        var request = Read(body, fields, isCreate: false);
        if (request.Uuid is { } uuid && uuid != current.Uuid)
        {
            fields.Problem("uuid", "cannot be changed");
        }

        if (request.Url is { } url && url != current.Url)
        {
            fields.Problem("url", "cannot be changed; register the other address as a pod manager of its own");
        }

        return problems.Count > 0 ? Failure.Invalid(problems) : request;
    }

    private static PodManagerRequest Read(JsonObject body, RequestFields fields, bool isCreate)
    {
        var name = fields.Text("name", isCreate);
        if (name is { Length: 0 })
        {
            fields.Problem("name", "must not be empty");
        }

        var url = fields.Text("url", isCreate);
        if (url is not null && PodUrl.Problem(url) is { } urlProblem)
        {
            fields.Problem("url", urlProblem);
        }

        VerifyCa? verify = null;
        if (isCreate || body["verify_ca"] is not null)
        {
            verify = VerifyCa.Parse(body["verify_ca"], out var verifyProblem);
            if (verifyProblem is not null)
            {
                fields.Problem("verify_ca", verifyProblem);
            }
        }

        return new PodManagerRequest
        {
            Name = name,
            Url = url,
            Driver = fields.Text("driver"),
            Credentials = ReadCredentials(fields, isCreate),
            VerifyCa = verify,
            Description = fields.Text("description"),
            Location = fields.Text("location"),
            ResourceUri = isCreate ? null : fields.Text("resource_uri"),
            Uuid = isCreate ? null : fields.Text("uuid"),
        };
    }

    private static PodCredentials? ReadCredentials(RequestFields fields, bool isRequired)
    {
        var items = fields.Objects("authentication", isRequired);
        if (items.Count == 0)
        {
            if (fields.Has("authentication") && isRequired)
            {
                fields.Problem("authentication", "must be an array with one item of type 'basic'");
            }

            return null;
        }

        if (items.Count > 1)
        {
            fields.Problem("authentication", "must hold exactly one item, of type 'basic'");
        }

        items[0].AllowOnly("type", "auth_items");
        items[0].OneOf("type", ["basic"], isRequired: true);
        if (items[0].Object("auth_items", isRequired: true) is not { } auth)
        {
            return null;
        }

        auth.AllowOnly("username", "password");
        var username = auth.Text("username", isRequired: true);
        var password = auth.Text("password", isRequired: true, mayBeEmpty: true);
        return username is null || password is null ? null : new PodCredentials(username, password);
    }
}
