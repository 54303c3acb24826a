using Microsoft.OData;
using Microsoft.OData.Edm;
using Microsoft.OData.UriParser;

namespace Simulator.Redfish;

/// <summary>
/// What the OData library is told about resources, to parse queries by: one open type, since a path may name any property of
/// any resource, with one link so that <c>$levels</c> has something to apply to.
/// </summary>
internal static class QueryModel
{
    /// <summary>Stands for <c>.</c>, <c>~</c> and <c>*</c> of Redfish, which OData does not know.</summary>
    public const string AnyLink = "AnyLink";

    private static readonly EdmModel Model = new();
    private static readonly EdmEntityType Resource = new("Redfish", "Resource", baseType: null, isAbstract: false, isOpen: true);
    private static readonly EdmEntitySet Resources = Build();

    /// <exception cref="ODataException">Thrown by the methods of the parser when the text is malformed.</exception>
    /// <exception cref="UnsupportedQueryException">Thrown by them when it asks for what this service does not do.</exception>
    public static ODataQueryOptionParser Parser(string parameter, string value) =>
        new(Model, Resource, Resources, new Dictionary<string, string>(StringComparer.Ordinal) { [parameter] = value }) { Resolver = new Supported() };

    private static EdmEntitySet Build()
    {
        Model.AddElement(Resource);
        var link = Resource.AddUnidirectionalNavigation(new EdmNavigationPropertyInfo
        {
            Name = AnyLink, Target = Resource, TargetMultiplicity = EdmMultiplicity.ZeroOrOne,
        });
        var container = new EdmEntityContainer("Redfish", "Service");
        var set = container.AddEntitySet("Resources", Resource);
        set.AddNavigationTarget(link, set);
        Model.AddElement(container);
        return set;
    }

    /// <summary>The parser asks here about operators. It fails on <c>has</c> over open properties with a fault of its own; this names it.</summary>
    private sealed class Supported : ODataUriResolver
    {
        public override void PromoteBinaryOperandTypes(
            BinaryOperatorKind binaryOperatorKind, ref SingleValueNode leftNode, ref SingleValueNode rightNode, out IEdmTypeReference typeReference)
        {
            if (binaryOperatorKind is BinaryOperatorKind.Has)
            {
                throw new UnsupportedQueryException("has");
            }

            base.PromoteBinaryOperandTypes(binaryOperatorKind, ref leftNode, ref rightNode, out typeReference);
        }
    }
}

/// <summary>A query is well formed and asks for what this service does not do. Passes through the OData library to the reader of queries.</summary>
internal sealed class UnsupportedQueryException(string what) : Exception(what);
