using System.Text.Json.Nodes;
using ValenceCore.Failures;
using ValenceCore.Store;

namespace ValenceCore.Flavors;

/// <summary>The rows of flavors.</summary>
internal sealed class FlavorStore(Database database)
{
    private const string Columns = "uuid, name, description, properties, compose, resource_class, traits, created_at, updated_at";

    public async Task<IReadOnlyList<Flavor>> ListAsync(CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var rows = await session.QueryAsync<Row>($"SELECT {Columns} FROM flavors ORDER BY name, uuid");
        return [.. rows.Select(row => row.ToFlavor())];
    }

    public async Task<Outcome<Flavor>> FindAsync(string uuid, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var row = await session.SingleAsync<Row>($"SELECT {Columns} FROM flavors WHERE uuid = @uuid", new { uuid });
        return row is null ? Failure.NotFound("flavor", uuid) : row.ToFlavor();
    }

    public async Task AddAsync(Flavor flavor, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        await session.ExecuteAsync(
            $"INSERT INTO flavors ({Columns}) VALUES (@Uuid, @Name, @Description, @Properties, @Compose, @ResourceClass, @Traits, @CreatedAt, @UpdatedAt)", Row.Of(flavor));
    }

    /// <summary>Stores a changed flavor if it still is what the change began with .</summary>
    public async Task<Outcome<Done>> ChangeAsync(Flavor flavor, Flavor expected, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var (row, before) = (Row.Of(flavor), Row.Of(expected));
        var changed = await session.ExecuteAsync(
            """
            UPDATE flavors SET name = @Name, description = @Description, properties = @Properties, compose = @Compose, resource_class = @ResourceClass,
                traits = @Traits, updated_at = @UpdatedAt
            WHERE uuid = @Uuid AND name = @NameBefore AND COALESCE(description, '') = @DescriptionBefore AND properties = @PropertiesBefore
                AND updated_at = @UpdatedBefore
            """,
            new
            {
                row.Uuid, row.Name, row.Description, row.Properties, row.Compose, row.ResourceClass, row.Traits, row.UpdatedAt, NameBefore = before.Name,
                DescriptionBefore = before.Description ?? "", PropertiesBefore = before.Properties, UpdatedBefore = before.UpdatedAt,
            });
        return changed == 1 ? Done.Value : Failure.Conflict($"The flavor '{expected.Name}' was changed or deleted at the same time; read it again.");
    }

    public async Task<Outcome<Done>> RemoveAsync(string uuid, CancellationToken cancellation)
    {
        await using var session = await database.OpenAsync(cancellation);
        var removed = await session.ExecuteAsync("DELETE FROM flavors WHERE uuid = @uuid", new { uuid });
        return removed == 0 ? Failure.NotFound("flavor", uuid) : Done.Value;
    }

    private sealed class Row
    {
        public string Uuid { get; init; } = "";

        public string Name { get; init; } = "";

        public string? Description { get; init; }

        public string Properties { get; init; } = "";

        public string? Compose { get; init; }

        public string? ResourceClass { get; init; }

        /// <summary>Separated by spaces, of which a trait has none.</summary>
        public string? Traits { get; init; }

        public long CreatedAt { get; init; }

        public long UpdatedAt { get; init; }

        public static Row Of(Flavor flavor) => new()
        {
            Uuid = flavor.Uuid,
            Name = flavor.Name,
            Description = flavor.Description,
            Properties = flavor.Properties.ToJsonString(),
            Compose = flavor.Compose,
            ResourceClass = flavor.ResourceClass,
            Traits = flavor.Traits.Count == 0 ? null : string.Join(' ', flavor.Traits),
            CreatedAt = flavor.CreatedAt,
            UpdatedAt = flavor.UpdatedAt,
        };

        public Flavor ToFlavor() => new(Uuid, Name, Description, (JsonObject)JsonNode.Parse(Properties)!, CreatedAt, UpdatedAt)
        {
            Compose = Compose,
            ResourceClass = ResourceClass,
            Traits = Traits?.Split(' ') ?? [],
        };
    }
}
