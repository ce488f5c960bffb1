import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  FormControl,
  FormControlLabel,
  FormLabel,
  Radio,
  RadioGroup,
} from '@material-ui/core';
import { Pin } from 'backstage-plugin-integrated-registry-common';
import { memo } from 'react';
import { integratedRegistryTranslationRef } from '../../translations';

export interface PinChoiceProps {
  value: Pin;
  onChange(pin: Pin): void;
}

function PinRadios({ value, onChange }: PinChoiceProps) {
  const { t } = useTranslationRef(integratedRegistryTranslationRef);
  const choices: { pin: Pin; label: string; hint: string }[] = [
    {
      pin: 'both',
      label: t('picker.pin.both'),
      hint: t('picker.pin.bothHint'),
    },
    { pin: 'tag', label: t('picker.pin.tag'), hint: t('picker.pin.tagHint') },
    {
      pin: 'digest',
      label: t('picker.pin.digest'),
      hint: t('picker.pin.digestHint'),
    },
  ];
  return (
    <FormControl component="fieldset" margin="dense">
      <FormLabel component="legend">{t('picker.pin.label')}</FormLabel>
      <RadioGroup row value={value}>
        {choices.map(({ pin, label, hint }) => (
          <FormControlLabel
            key={pin}
            value={pin}
            control={
              <Radio
                size="small"
                color="primary"
                onChange={() => onChange(pin)}
              />
            }
            label={`${label}: ${hint}`}
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}

/** How the image is written down. */
export const PinChoice = memo(PinRadios);
