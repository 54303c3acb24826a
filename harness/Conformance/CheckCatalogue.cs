using Harness.Conformance.Checks;

namespace Harness.Conformance;

/// <summary>The table of contents: every check there is, in the order of the report. The README's table says the same.</summary>
public static class CheckCatalogue
{
    public static IReadOnlyList<Check> All { get; } =
    [
        // bodies
        new SchemaCheck(),
        new RequiredCheck(),
        new OwnUriCheck(),
        new TypeCheck(),
        new IdSegmentCheck(),
        new UriPatternCheck(),
        new CountCheck(),
        new UniqueMembersCheck(),
        new TimeCheck(),
        new UuidCheck(),
        new ActionTargetCheck(),
        new MessageCheck(),
        new DeprecatedCheck(),

        // links
        new LinksResolveCheck(),
        new LinkTypesCheck(),
        new LinkPairsCheck(),

        // headers
        new ProtocolVersionCheck(),
        new CacheControlCheck(),
        new ContentTypeCheck(),
        new AllowCheck(),
        new DescribedByCheck(),
        new ETagCheck(),

        // asked once more
        new HeadCheck(),
        new OptionsCheck(),
        new NotModifiedCheck(),
        new AuthenticationCheck(),
        new UnknownQueryCheck(),
        new WrongProtocolVersionCheck(),

        // the service as a whole
        new SessionLoginCheck(),
        new OpenDocumentsCheck(),
        new MetadataCheck(),
        new ServiceDocumentCheck(),
        new NotFoundCheck(),
    ];
}
