using Microsoft.Extensions.Options;
using ValenceCore.Failures;
using ValenceCore.Store;

namespace ValenceCore.Flavors;

/// <summary>Makes, changes and forgets flavors. A node keeps what it was composed with; a deleted flavor does not touch it.</summary>
internal sealed class FlavorController(FlavorStore store, TimeProvider time, IOptions<ValenceCoreOptions> options)
{
    public Task<IReadOnlyList<Flavor>> ListAsync(CancellationToken cancellation) => store.ListAsync(cancellation);

    public Task<Outcome<Flavor>> ShowAsync(string uuid, CancellationToken cancellation) => store.FindAsync(uuid, cancellation);

    public async Task<Flavor> CreateAsync(FlavorRequest request, CancellationToken cancellation)
    {
        var now = time.Now();
        var flavor = new Flavor(
            options.Value.NewId().ToString(), request.Name!, request.Description, request.Properties ?? [], now, now)
        {
            Compose = request.Compose, ResourceClass = request.ResourceClass, Traits = request.Traits ?? [],
        };
        await store.AddAsync(flavor, cancellation);
        return flavor;
    }

    public async Task<Outcome<Flavor>> ChangeAsync(Flavor current, FlavorRequest request, CancellationToken cancellation)
    {
        var flavor = current with
        {
            Name = request.Name ?? current.Name,
            Description = request.Description ?? current.Description,
            Properties = request.Properties ?? current.Properties,
            Compose = request.Compose ?? current.Compose,
            ResourceClass = request.ResourceClass ?? current.ResourceClass,
            Traits = request.Traits ?? current.Traits,
            UpdatedAt = time.Now(),
        };
        return (await store.ChangeAsync(flavor, current, cancellation)).Failed(out var failure) ? failure : flavor;
    }

    public Task<Outcome<Done>> DeleteAsync(string uuid, CancellationToken cancellation) => store.RemoveAsync(uuid, cancellation);
}
