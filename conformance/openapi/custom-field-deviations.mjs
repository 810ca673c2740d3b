// Deviations of PagerDuty's custom fields from its OpenAPI documents.

/** @type {readonly import('./known-deviations.mjs').Deviation[]} */
export const fieldValueDeviations = [
  {
    name: 'the value of a custom field is bare, not an object `{value: …}`',
    reason: 'quirk 169',
    amend({ components: { schemas } }) {
      schemas.CustomFieldsFieldValue.properties.value = {};
      const { oneOf } = schemas.CustomFieldsEditableFieldValue;
      const [byName, byId] = oneOf;
      byName.required = ['name'];
      byId.required = ['id'];
      for (const { properties } of oneOf) properties.value = {};
    },
  },
  {
    name: 'an invalid value of a custom field is refused with 400',
    reason: 'quirk 170',
    amend({ paths }) {
      const { responses } = paths['/incidents/{id}/custom_fields/values'].put;
      responses[400] = { $ref: '#/components/responses/ArgumentError' };
    },
  },
];

/** @type {readonly import('./known-deviations.mjs').Deviation[]} */
export const fieldDefinitionDeviations = [
  {
    name: 'the default value of a custom field is bare or null',
    reason: 'quirk 169',
    amend({ components: { schemas } }) {
      schemas.IncidentTypeCustomFields_properties_default_value = {};
    },
  },
];
